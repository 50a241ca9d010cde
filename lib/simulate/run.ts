import type { ShopEvent } from "../campaign/events.ts";
import type { Shop } from "../campaign/shop.ts";
import type { Compiled } from "../compiler/compiled.ts";
import { createAddresses } from "../journey/addresses.ts";
import { enroll } from "../journey/enroll.ts";
import { share } from "../journey/hash.ts";
import type { Deps, Mail, Templates } from "../journey/ports.ts";
import { countsOf } from "../journey/tally.ts";
import { createVirtualClock } from "../local/clock.ts";
import { createDueQueue } from "../local/due.ts";
import type { Transition } from "../local/states/hooks.ts";
import { memoryStore } from "../local/states/rows/memory/store.ts";
import { createWorld } from "../local/world.ts";
import { createMemoryTable } from "../store/memory.ts";
import { withoutPools } from "./coupons.ts";
import { reactions } from "./customers.ts";
import { createForgetting } from "./forget.ts";
import { createLimitMeter, type MeasuredLimit } from "./limits.ts";
import { type MachineMessage, messagesOf } from "./machine.ts";
import { meteredTable } from "./metered-table.ts";
import { linksTo, NOBODY_CALLED, NOBODY_TOLD } from "./nobody.ts";
import { createObserver, type Observer } from "./observer.ts";
import type { Usage } from "./prices.ts";
import type { Rates } from "./rates.ts";
import { react } from "./react.ts";
import { keepHeapSmall } from "./small-heap.ts";

export interface SimulationParts {
  campaigns: readonly Compiled[];
  shop: Shop;
  templates: Templates;
  /** In the order of their times. The list is emptied: what a run has behind it does not stay in memory. */
  events: ShopEvent[];
  ratesOf(template: string): Rates;
  /** The same seed gives the same run. */
  seed: string;
  onMessage?(mail: Mail, at: number): void;
  onTransition?(transition: Transition): void;
  /** Every so often; `at` is the virtual time. */
  onProgress?(done: number, total: number, at: number): void;
}

export interface Simulated {
  observer: Observer;
  usage: Usage;
  /** When each message went out, epoch milliseconds, by customer. */
  messages: Map<string, number[]>;
  /** What limits allow, and what customers got: measured by the messages. */
  limits: MeasuredLimit[];
  from: number;
  to: number;
}

const DAY = 86_400_000;
/** Nothing of a simulation leaves it: its hashes need no secret. */
const SIMULATED_KEY = "a key that is no secret, for simulations";
/** How often records that nothing reads any more are removed, in virtual time. */
const FORGET = DAY;
const PROGRESS = 500;
/** From so many events on, a run takes memory rather than time into account. */
const LARGE = 150_000;

/**
 * Runs the campaigns over past events in virtual time, with the same journeys that production runs. It ends with the last
 * event: what customers did after it is not known, and silence would be mistaken for an answer.
 */
export async function simulate(parts: SimulationParts): Promise<Simulated> {
  const { events, seed } = parts;
  const total = events.length;
  if (total > LARGE) keepHeapSmall();
  const from = Date.parse(events[0]?.at ?? "1970-01-01T00:00:00Z");
  const to = Date.parse(events.at(-1)?.at ?? "1970-01-01T00:00:00Z");
  const clock = createVirtualClock(from);
  const queue = createDueQueue();
  const observer = createObserver(parts.campaigns);
  const usage: Usage = {
    transitions: 0,
    schedules: 0,
    emails: 0,
    queueMessages: 0,
    writes: 0,
    reads: 0,
    invocations: 0,
  };
  const messages = new Map<string, number[]>();
  const sentAt: number[] = [];
  const resources = new Map(
    parts.campaigns.map((compiled) => [compiled.rules.campaign, resourcesOf(compiled)] as const),
  );
  const sends = new Map(parts.campaigns.flatMap(sendsOf));
  const limits = createLimitMeter(parts.shop);
  let draws = 0;

  const table = createMemoryTable({
    onChange(change) {
      observer.onCounts(countsOf(change));
      forgetting.note(change);
    },
  });
  const forgetting = createForgetting(table, { campaigns: parts.campaigns.map(({ rules }) => rules), now: clock.now });
  const world = createWorld({
    store: memoryStore(),
    table: meteredTable(table, usage),
    clock,
    queue,
    random: () => share(seed, "jitter", String(draws++)),
    campaigns: parts.campaigns,
    shop: withoutPools(parts.shop),
    templates: parts.templates,
    links: linksTo(parts.shop.url),
    addresses: createAddresses(SIMULATED_KEY),
    caller: NOBODY_CALLED,
    team: NOBODY_TOLD,
    door: {
      async put(event) {
        usage.writes += 1;
        usage.invocations += 1;
        observer.onEvent(await enroll(deps, event), false);
      },
    },
    log: () => {},
    mailer: {
      async send(mail) {
        const at = clock.now();
        usage.emails += 1;
        sentAt.push(at);
        remember(messages, mail.sendId.customer, at);
        const { sendId, campaign, template } = mail;
        const message = sends.get(sendName(campaign, sendId.step));
        if (message !== undefined) limits.note(sendId.customer, message, at);
        parts.onMessage?.(mail, at);
        for (const reaction of reactions(sendId, at, parts.ratesOf(template), seed, message?.survey)) {
          queue.add(reaction.at, () => react(deps, { sendId, template }, reaction, observer, usage), sendId.enrollment);
        }
        return { messageId: `simulated-${usage.emails}` };
      },
      wasSent: async () => "never",
    },
    volume: { sentSince: async (from) => sentAt.length - sentAt.findLastIndex((at) => at < from) - 1 },
    hooks: {
      onTransition(transition) {
        count(usage, resources.get(transition.campaign)?.get(transition.state));
        observer.onTransition(transition);
        parts.onTransition?.(transition);
      },
      onEnd(end) {
        usage.invocations += 1;
        observer.onEnd(end);
      },
    },
  });
  const deps: Deps = world.deps;
  const { schedules } = deps;
  deps.schedules = {
    set(...schedule) {
      usage.schedules += 1;
      usage.invocations += 1;
      return schedules.set(...schedule);
    },
    cancel: schedules.cancel,
  };

  let forgot = from;
  let done = 0;
  events.reverse();
  for (let event = events.pop(); event !== undefined; event = events.pop()) {
    const at = Date.parse(event.at);
    await world.loop.runUntil(at);
    usage.invocations += 1;
    observer.onEvent(await enroll(deps, event), false);
    if (done % PROGRESS === 0) parts.onProgress?.(done, total, at);
    done += 1;
    if (at - forgot > FORGET) {
      await forgetting.forget();
      forgot = at;
    }
  }
  parts.onProgress?.(total, total, to);
  return { observer, usage, messages, limits: limits.measured(), from, to };
}

/** What a state costs besides its transition: a message and the call that takes it from the queue, or a call. */
function count(usage: Usage, resource: string | undefined): void {
  usage.transitions += 1;
  if (resource === undefined) return;
  usage.invocations += 1;
  if (resource.includes(":sqs:")) usage.queueMessages += 1;
}

function sendsOf(compiled: Compiled): [string, MachineMessage][] {
  return messagesOf(compiled).map((message) => [sendName(compiled.rules.campaign, message.step), message]);
}

function sendName(campaign: string, step: string): string {
  return `${campaign}#${step}`;
}

function resourcesOf({ machine }: Compiled): Map<string, string> {
  const tasks = Object.entries(machine.States).flatMap(([name, state]): [string, string][] =>
    state.Type === "Task" ? [[name, state.Resource]] : [],
  );
  return new Map(tasks);
}

function remember(messages: Map<string, number[]>, customer: string, at: number): void {
  const known = messages.get(customer);
  if (known === undefined) messages.set(customer, [at]);
  else known.push(at);
}
