import type { CustomerPatch, ShopEvent } from "../../../lib/campaign/events.ts";
import { compile } from "../../../lib/compiler/compile.ts";
import type { Compiled } from "../../../lib/compiler/compiled.ts";
import { type Engagement, engage } from "../../../lib/journey/engage.ts";
import { enroll } from "../../../lib/journey/enroll.ts";
import { share } from "../../../lib/journey/hash.ts";
import { readHead } from "../../../lib/journey/head.ts";
import type { Mail } from "../../../lib/journey/ports.ts";
import { type Enrollment, partitionOf, type Send } from "../../../lib/journey/records.ts";
import { zoneOf } from "../../../lib/journey/zone-of-country.ts";
import { createVirtualClock } from "../../../lib/local/clock.ts";
import { createDueQueue } from "../../../lib/local/due.ts";
import type { End, Transition } from "../../../lib/local/states/hooks.ts";
import { memoryStore } from "../../../lib/local/states/rows/memory/store.ts";
import { createWorld } from "../../../lib/local/world.ts";
import { createMemoryTable } from "../../../lib/store/memory.ts";
import { addressesDouble, linksDouble } from "../../support/doubles.ts";
import type { Happening, Life } from "./life.ts";
import { type Reaction, reactionsTo } from "./reactions.ts";

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
/** Longer than the longest leading wait, the longest journey and what is added to it. */
const LONG_AFTER = 3 * 365 * DAY;
/** Nobody buys later, lest campaigns that start again and again never come to rest. */
const SOON = 30 * DAY;

/** One message, and how its reader stood when it went out. */
export interface Sent {
  mail: Mail;
  at: number;
  timeZone: string;
  /** They had said no, or their address had bounced. */
  isUnwanted: boolean;
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
  const compiled = life.campaigns.map((campaign) => compile(campaign, life.shop));
  const clock = createVirtualClock(life.start);
  const queue = createDueQueue();
  const table = createMemoryTable();
  const lastAt = life.start + MINUTE * life.happenings.reduce((sum, { after }) => sum + after, 0);
  const places = new Map<string, CustomerPatch>();
  const unwanting = new Set<string>();
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
    log: (level, message) => void (level === "error" && seen.errors.push(message)),
    mailer: {
      async send(mail) {
        const { customer } = mail.sendId;
        const at = clock.now();
        const timeZone = zoneOf(places.get(customer), life.shop);
        seen.sent.push({ mail, at, timeZone, isUnwanted: unwanting.has(customer) });
        for (const reaction of reactionsTo(mail.sendId, at, life.seed)) {
          queue.add(reaction.at, () => react(customer, reaction), "reaction");
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

  async function react(customer: string, reaction: Reaction): Promise<void> {
    if ("engagement" in reaction) await takeIn(customer, reaction.engagement);
    else if (clock.now() < lastAt + SOON) await enroll(deps, purchase(customer, `again-${clock.now()}`, clock.now()));
  }

  async function takeIn(customer: string, engagement: Engagement): Promise<void> {
    await engage(deps, engagement);
    if (["bounced", "complained", "unsubscribed"].includes(engagement.fact)) unwanting.add(customer);
  }

  async function happen(happening: Happening, number: number): Promise<void> {
    const at = clock.now();
    const { customer } = happening;
    if (happening.what === "unsubscribes") {
      return takeIn(customer, { fact: "unsubscribed", customer, at, source: "account page" });
    }
    await enroll(deps, eventOf(happening, number, at));
    places.set(customer, { ...places.get(customer), ...happening.customerPatch });
  }

  for (const [number, happening] of life.happenings.entries()) {
    await loop.runUntil(clock.now() + happening.after * MINUTE);
    await happen(happening, number);
  }
  await loop.runUntil(clock.now() + LONG_AFTER);

  const enrollments: Enrollment[] = [];
  const ledger: Send[] = [];
  for (const customer of ["ann", "bob", "eve"]) {
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
  return what === "moves" ? { type: "profile", ...about } : { type: what, ...about, data: { rating, place } };
}

function purchase(customer: string, id: string, at: number, patch: CustomerPatch = {}, total = 20): ShopEvent {
  const items = [{ sku: "espresso", quantity: 1 + (total % 3) }];
  return { type: "purchase", ...aboutOf(customer, id, at, patch), order: { id, total, currency: "USD", items } };
}

/** Bob never tells his address. */
function aboutOf(customer: string, eventId: string, at: number, patch: CustomerPatch) {
  const email = customer === "bob" ? {} : { email: `${customer}@mail.example` };
  return { eventId, customerId: customer, at: new Date(at).toISOString(), customer: { ...patch, ...email } };
}
