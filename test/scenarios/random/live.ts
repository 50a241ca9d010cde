import type { CustomerPatch, ShopEvent } from "../../../lib/campaign/events.ts";
import { compile } from "../../../lib/compiler/compile.ts";
import type { Compiled } from "../../../lib/compiler/compiled.ts";
import { type Engagement, engage } from "../../../lib/journey/engage.ts";
import { enroll } from "../../../lib/journey/enroll.ts";
import { share } from "../../../lib/journey/hash.ts";
import { readHead } from "../../../lib/journey/head.ts";
import { keys, partitionOf } from "../../../lib/journey/keys.ts";
import type { Mail } from "../../../lib/journey/ports.ts";
import type { Enrollment, Send } from "../../../lib/journey/records.ts";
import { zoneOf } from "../../../lib/journey/zone-of-country.ts";
import { createVirtualClock } from "../../../lib/local/clock.ts";
import { createDueQueue } from "../../../lib/local/due.ts";
import type { End, Transition } from "../../../lib/local/states/hooks.ts";
import { memoryStore } from "../../../lib/local/states/rows/memory/store.ts";
import { createWorld } from "../../../lib/local/world.ts";
import { createMemoryTable } from "../../../lib/store/memory.ts";
import { addressesDouble, linksDouble } from "../../support/doubles.ts";
import { type Breach, breachesOf, type Terms } from "../million/check.ts";
import { answered } from "../million/readers.ts";
import { addressOf, chooses, type Person, personIn, type Said, says } from "../million/said.ts";
import { type Happening, KINDS, type Life } from "./life.ts";
import { type Reaction, reactionsTo } from "./reactions.ts";

const CUSTOMERS = ["ann", "bob", "dan", "eve"];
/** Ann and Dan read one, and write it each in their own way. */
const MAILBOXES: Readonly<Record<string, number>> = { ann: 1, dan: 1, eve: 2 };
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
/** Longer than the longest leading wait, the longest journey and what is added to it. */
const LONG_AFTER = 3 * 365 * DAY;
/** Nobody buys later, lest campaigns that start again and again never come to rest. */
const SOON = 30 * DAY;

/** One message, and what was wrong with it when it went out. */
export interface Sent {
  mail: Mail;
  at: number;
  breaches: Breach[];
}

/** What a template was given of its step's own. */
interface Rendered {
  template: string;
  values: unknown;
}

/** Everything there is to see of a life once all has come to rest. */
export interface Lived {
  compiled: Compiled[];
  sent: Sent[];
  rendered: Rendered[];
  transitions: Transition[];
  ends: End[];
  running: string[];
  deadLetters: unknown[];
  errors: string[];
  enrollments: Enrollment[];
  ledger: Send[];
}

export async function live(life: Life): Promise<Lived> {
  const compiled = life.campaigns.map((campaign) => compile(campaign, life.shop, KINDS));
  const clock = createVirtualClock(life.start);
  const queue = createDueQueue();
  const table = createMemoryTable();
  const lastAt = life.start + MINUTE * life.happenings.reduce((sum, { after }) => sum + after, 0);
  const places = new Map<string, CustomerPatch>();
  const said: Said = { people: new Map(CUSTOMERS.map((id) => [id, stranger(id, life)])), mailboxes: new Map() };
  const terms: Terms = { shop: life.shop, campaigns: life.campaigns, kinds: KINDS };
  const names = new Set<string>();
  const seen: Pick<Lived, "sent" | "rendered" | "transitions" | "ends" | "errors"> = {
    sent: [],
    rendered: [],
    transitions: [],
    ends: [],
    errors: [],
  };
  let draws = 0;
  const { deps, engine, loop } = createWorld({
    store: memoryStore(),
    table,
    clock,
    queue,
    random: () => share(life.seed, String(draws++)),
    campaigns: compiled,
    shop: life.shop,
    templates: {
      async render(template, locale, { with: values }) {
        seen.rendered.push({ template, values });
        return { subject: template, html: template, text: template, locale };
      },
    },
    links: linksDouble,
    addresses: addressesDouble,
    volume: { sentSince: async () => seen.sent.length },
    caller: { post: async () => 200 },
    team: { tell: async () => {} },
    door: { put: async (event) => void (await enroll(deps, event)) },
    log: (level, message) => void (level === "error" && seen.errors.push(message)),
    mailer: {
      async send(mail) {
        const { customer } = mail.sendId;
        const at = clock.now();
        seen.sent.push({ mail, at, breaches: breachesOf(said, terms, mail, at, names) });
        for (const reaction of reactionsTo(mail.sendId, at, life.seed)) {
          queue.add(reaction.at, () => react(customer, mail, reaction), "reaction");
        }
        return { messageId: `m-${seen.sent.length}` };
      },
      wasSent: async () => "never",
    },
    hooks: {
      onTransition: (transition) => void seen.transitions.push(transition),
      onEnd: (end) => void seen.ends.push(end),
    },
  });

  async function react(customer: string, mail: Mail, reaction: Reaction): Promise<void> {
    if ("engagement" in reaction) await takeIn(reaction.engagement, mail);
    else if ("answers" in reaction) await answer(mail, reaction.answers);
    else if (clock.now() < lastAt + SOON) {
      personIn(said, customer).hasBought = true;
      await enroll(deps, purchase(customer, `again-${clock.now()}`, clock.now()));
    }
  }

  /** What the page behind the survey's link puts through the door; `draw` is from 0 to 1. */
  async function answer({ sendId: { customer, enrollment, step } }: Mail, draw: number): Promise<void> {
    const entry = (await table.get(keys.send(customer, enrollment, step))) as unknown as Send | undefined;
    if (entry?.survey === undefined) return;
    const { survey: kind, template: survey } = entry;
    const score = { nps: Math.floor(draw * 11), csat: 1 + Math.floor(draw * 5), text: undefined }[kind];
    await enroll(deps, {
      type: "survey.answered",
      ...aboutOf(customer, `answer-${enrollment}-${step}`, clock.now(), {}),
      survey,
      kind,
      ...(score === undefined ? {} : { score }),
      ...(draw < 0.3 || kind === "text" ? { comment: "So so." } : {}),
      message: { enrollment, step },
    });
  }

  async function takeIn(engagement: Engagement, mail?: Mail): Promise<void> {
    await engage(deps, engagement);
    // No reader's mailbox is full here.
    answered(said, mail, engagement, { count: 99, span: DAY });
  }

  async function happen(happening: Happening, number: number): Promise<void> {
    const at = clock.now();
    const { customer } = happening;
    if (happening.what === "unsubscribes") {
      return takeIn({ fact: "unsubscribed", customer, at, source: "account page" });
    }
    await enroll(deps, eventOf(happening, number, at));
    places.set(customer, { ...places.get(customer), ...happening.customerPatch });
    heard(personIn(said, customer), happening, at);
    personIn(said, customer).isMailboxTold = customer in MAILBOXES;
    personIn(said, customer).timeZone = zoneOf(places.get(customer), life.shop);
  }

  for (const [number, happening] of life.happenings.entries()) {
    await loop.runUntil(clock.now() + happening.after * MINUTE);
    await happen(happening, number);
  }
  await loop.runUntil(clock.now() + LONG_AFTER);

  const enrollments: Enrollment[] = [];
  const ledger: Send[] = [];
  for (const customer of CUSTOMERS) {
    enrollments.push(...(await readHead(table, customer)).enrollments.values());
    const past = await table.query(partitionOf(customer), { prefix: "past#" });
    enrollments.push(...(past.items as unknown as Enrollment[]));
    ledger.push(...((await table.query(partitionOf(customer), { prefix: "send#" })).items as unknown as Send[]));
  }
  const running = engine.list({ status: "RUNNING" }).map(({ name, state }) => `${name} in ${state}`);
  return { ...seen, compiled, running, deadLetters: engine.deadLetters(), enrollments, ledger };
}

function eventOf(happening: Happening, number: number, at: number): ShopEvent {
  const { what, customer, customerPatch: patch, rating, place } = happening;
  if (what === "purchase") return purchase(customer, `e-${number}`, at, patch, rating);
  const about = aboutOf(customer, `e-${number}`, at, patch);
  if (what === "refund") return { type: what, ...about, orderId: `e-${number - 1}`, amount: rating, currency: "USD" };
  if (what === "moves") return { type: "profile", ...about };
  const consent = consentOf(what, rating);
  if (consent === undefined) return { type: what, ...about, data: { rating, place } };
  const told = { ...consent, at: new Date(at).toISOString(), source: "account page" };
  return { type: "profile", ...about, customer: { ...about.customer, consent: told } };
}

function purchase(customer: string, id: string, at: number, patch: CustomerPatch = {}, total = 20): ShopEvent {
  const items = [{ sku: "espresso", quantity: 1 + (total % 3) }];
  return { type: "purchase", ...aboutOf(customer, id, at, patch), order: { id, total, currency: "USD", items } };
}

function consentOf(what: Happening["what"], rating: number) {
  if (what === "says no") return { marketing: false };
  if (what === "says yes") return { marketing: true };
  if (what === "confirms") return { marketing: true, confirmed: true as const };
  return what === "chooses" ? { topics: { [topicOf(rating)]: rating % 3 > 0 } } : undefined;
}

function topicOf(rating: number): string {
  return rating % 2 === 0 ? "offers" : "tips";
}

function stranger(id: string, { shop }: Life): Person {
  const nothing = { hasBought: false, word: undefined, isConfirmed: false, topics: new Map(), got: [] };
  return {
    id,
    mailbox: MAILBOXES[id] ?? 0,
    isMailboxTold: false,
    home: undefined,
    timeZone: shop.timeZone,
    ...nothing,
  };
}

/** Writes down what a customer said, by themselves. */
function heard(person: Person, { what, rating }: Happening, at: number): void {
  if (what === "purchase") person.hasBought = true;
  if (what === "chooses") chooses(person, topicOf(rating), rating % 3 > 0, at);
  if (what === "says yes" || what === "confirms") says(person, true, at, what === "confirms");
  if (what === "says no") says(person, false, at);
}

/** Bob never tells his address. */
function aboutOf(customer: string, eventId: string, at: number, patch: CustomerPatch) {
  const mailbox = MAILBOXES[customer];
  const email = mailbox === undefined ? {} : { email: addressOf(mailbox, customer.charCodeAt(0)) };
  return { eventId, customerId: customer, at: new Date(at).toISOString(), customer: { ...patch, ...email } };
}
