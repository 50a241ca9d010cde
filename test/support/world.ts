import type { ShopEvent } from "../../lib/campaign/events.ts";
import type { Shop } from "../../lib/campaign/shop.ts";
import type { Compiled } from "../../lib/compiler/compiled.ts";
import { type Engagement, engage } from "../../lib/journey/engage.ts";
import { type Enrolled, enroll } from "../../lib/journey/enroll.ts";
import type { Call, TeamMessage } from "../../lib/journey/outside.ts";
import type { Deps, SendId } from "../../lib/journey/ports.ts";
import { countsOf } from "../../lib/journey/tally.ts";
import { createVirtualClock } from "../../lib/local/clock.ts";
import { createDueQueue } from "../../lib/local/due.ts";
import type { Engine } from "../../lib/local/states/engine.ts";
import type { End, Transition } from "../../lib/local/states/hooks.ts";
import { memoryStore } from "../../lib/local/states/rows/memory/store.ts";
import { createWorld } from "../../lib/local/world.ts";
import { createMemoryTable } from "../../lib/store/memory.ts";
import type { Table } from "../../lib/store/table.ts";
import { addressesDouble, linksDouble, templatesDouble } from "./doubles.ts";
import { START } from "./events.ts";
import { atLeastOnce, type Fault, type Faults, injectFaults } from "./faults.ts";
import { exactMailer, type MailerDouble, sesLikeMailer } from "./mailers.ts";
import { type Records, recordsOf } from "./records.ts";
import { type Authored, givenCampaign, givenShop, type Kinds } from "./shop.ts";

/** A shop with its campaigns on a virtual clock, and everything that became of its customers. */
export interface TestWorld extends Records {
  deps: Deps;
  /** Without faults. */
  table: Table;
  engine: Engine;
  mailer: MailerDouble;
  faults: Faults;
  unrenderable: Set<string>;
  transitions: Transition[];
  /** Executions that are over. */
  ends: End[];
  /** Figures as the stream of changes tells them: "campaign step what" -> count. */
  figures: Map<string, number>;
  /** What the shop's systems were told, and the team. */
  calls: Call[];
  told: TeamMessage[];
  now(): number;
  /** Goes on by this many milliseconds; everything due happens at its time. */
  passes(milliseconds: number): Promise<void>;
  /** Delivers an event until it is taken in. */
  tells(event: ShopEvent): Promise<Enrolled>;
  /** Delivers what came back until it is taken in. */
  engages(engagement: Engagement): Promise<void>;
  /** A customer did this with the last message of this template. */
  reacts(fact: "delivered" | "opened" | "clicked", customer: string, template: string): Promise<void>;
  /** By a link; `over` the last message of this template. */
  unsubscribes(customer: string, over?: string): Promise<void>;
  /** What went out, oldest first, as "customer template". */
  mails(): string[];
  /** Of the last message of this template to this customer. */
  sendId(customer: string, template: string): SendId;
}

export interface WorldOptions {
  campaigns: (Authored | Compiled)[];
  shop?: Partial<Shop>;
  /** Templates that are not marketing without a topic. */
  kinds?: Kinds;
  /** One that cannot tell what it took says so by a Send event after this many milliseconds, or never. */
  mailer?: "exact" | { sendEventAfter: number | "never" };
  faults?: Fault[];
}

export function world(options: WorldOptions): TestWorld {
  const shop = givenShop(options.shop);
  const clock = createVirtualClock(START);
  const queue = createDueQueue();
  const figures = new Map<string, number>();
  const transitions: Transition[] = [];
  const ends: End[] = [];
  const calls: Call[] = [];
  const told: TeamMessage[] = [];
  const unrenderable = new Set<string>();
  const mailer = mailerOf(options.mailer ?? "exact", clock.now, (delay, message) => {
    const messageId = `m-${mailer.taken.length}`;
    const tell = () => engages({ fact: "sent", message, at: clock.now(), messageId });
    queue.add(clock.now() + delay, tell, "Send event");
  });
  const table = createMemoryTable({
    onChange(change) {
      for (const { campaign, step = "", what, n } of countsOf(change)) {
        const name = `${campaign} ${step} ${what}`;
        figures.set(name, (figures.get(name) ?? 0) + n);
      }
    },
  });
  const { deps, engine, loop } = createWorld({
    store: memoryStore(),
    table,
    clock,
    queue,
    random: () => 0.5,
    campaigns: options.campaigns.map((one) => ("rules" in one ? one : givenCampaign(one, shop, options.kinds))),
    shop,
    templates: templatesDouble(unrenderable),
    links: linksDouble,
    addresses: addressesDouble,
    volume: { sentSince: async () => 0 },
    caller: {
      async post(call) {
        calls.push(call);
        return 200;
      },
    },
    team: { tell: async (message) => void told.push(message) },
    door: { put: async (event) => void (await atLeastOnce(() => enroll(deps, event))) },
    log: () => {},
    mailer,
    hooks: { onTransition: (transition) => void transitions.push(transition), onEnd: (end) => void ends.push(end) },
  });
  const faults = injectFaults(deps, options.faults);
  const engages = async (engagement: Engagement): Promise<void> => {
    await atLeastOnce(() => engage(deps, engagement));
  };

  function sendId(customer: string, template: string): SendId {
    const found = mailer.taken.findLast(({ mail }) => mail.sendId.customer === customer && mail.template === template);
    if (found === undefined) throw new Error(`${customer} got no ${template}`);
    return found.mail.sendId;
  }

  return {
    ...recordsOf(table),
    deps,
    table,
    engine,
    mailer,
    faults,
    unrenderable,
    transitions,
    ends,
    figures,
    calls,
    told,
    now: clock.now,
    passes: (milliseconds) => loop.runUntil(clock.now() + milliseconds),
    async tells(event) {
      const result = await atLeastOnce(() => enroll(deps, event));
      // What became due by it happens now.
      await loop.runUntil(clock.now());
      return result;
    },
    engages,
    async reacts(fact, customer, template) {
      await engages({ fact, message: sendId(customer, template), at: clock.now() });
      await loop.runUntil(clock.now());
    },
    unsubscribes: (customer, over) => {
      const about = { fact: "unsubscribed", customer, at: clock.now(), source: "one click" } as const;
      return engages(over === undefined ? about : { ...about, message: sendId(customer, over) });
    },
    mails: () => mailer.taken.map(({ mail }) => `${mail.sendId.customer} ${mail.template}`),
    sendId,
  };
}

function mailerOf(
  kind: NonNullable<WorldOptions["mailer"]>,
  now: () => number,
  sendEvent: (delay: number, message: SendId) => void,
): MailerDouble {
  if (kind === "exact") return exactMailer({ now });
  const { sendEventAfter } = kind;
  return sesLikeMailer({
    now,
    onTaken: ({ sendId }) => {
      if (sendEventAfter !== "never") sendEvent(sendEventAfter, sendId);
    },
  });
}
