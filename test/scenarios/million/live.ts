import type { Shop } from "../../../lib/campaign/shop.ts";
import type { Compiled } from "../../../lib/compiler/compiled.ts";
import { type Engagement, engage } from "../../../lib/journey/engage.ts";
import { enroll } from "../../../lib/journey/enroll.ts";
import type { Mail } from "../../../lib/journey/ports.ts";
import { createVirtualClock } from "../../../lib/local/clock.ts";
import { createDueQueue } from "../../../lib/local/due.ts";
import { memoryStore } from "../../../lib/local/states/rows/memory/store.ts";
import { createWorld } from "../../../lib/local/world.ts";
import { createMemoryTable } from "../../../lib/store/memory.ts";
import { addressesDouble, linksDouble } from "../../support/doubles.ts";
import { chanceOf } from "./chance.ts";
import { type Breach, breachesOf } from "./check.ts";
import { type Happening, happeningsOf, somebody, told } from "./customers.ts";
import { answered, reactionsTo } from "./readers.ts";
import type { Said } from "./said.ts";
import { CAMPAIGNS, KINDS } from "./shop.ts";

const DAY = 86_400_000;
const START = Date.parse("2026-02-20T06:00:00Z");
/** By then every journey is over. */
const END = START + 150 * DAY;
/** As the shop says. */
const SOFT_BOUNCES = { count: 4, span: 30 * DAY };

/** What came of it. */
export interface Counts {
  /** By kind. */
  sent: Record<"marketing" | "transactional", number>;
  /** By what customers did. */
  did: Map<string, number>;
  /** By reason. */
  withheld: Map<string, number>;
  deferred: number;
  breaches: Map<Breach, number>;
}

export function noCounts(): Counts {
  return {
    sent: { marketing: 0, transactional: 0 },
    did: new Map(),
    withheld: new Map(),
    deferred: 0,
    breaches: new Map(),
  };
}

function add<Name>(counts: Map<Name, number>, name: Name, n = 1): void {
  counts.set(name, (counts.get(name) ?? 0) + n);
}

/** Five months of so many customers of one shop, added to the counts. Every message is checked as it goes out. */
export async function live(
  shop: Shop,
  campaigns: readonly Compiled[],
  customers: number,
  seed: number,
  counts: Counts,
): Promise<void> {
  const chance = chanceOf(seed);
  const clock = createVirtualClock(START);
  const queue = createDueQueue();
  const said: Said = { people: new Map(), mailboxes: new Map() };
  const seen = new Set<string>();
  const terms = { shop, campaigns: CAMPAIGNS, kinds: KINDS };
  const table = createMemoryTable({
    onChange({ after, before }) {
      if (after?.state === "withheld" && before?.state !== "withheld") add(counts.withheld, String(after.reason));
    },
  });
  const { deps, engine, loop } = createWorld({
    store: memoryStore(),
    table,
    clock,
    queue,
    random: chance.next,
    campaigns,
    shop,
    templates: { render: async (template, locale) => ({ subject: template, html: template, text: template, locale }) },
    links: linksDouble,
    addresses: addressesDouble,
    // So many that no complaint pauses everything: that is another promise.
    volume: { sentSince: async () => Number.MAX_SAFE_INTEGER },
    caller: { post: async () => 200 },
    team: { tell: async () => {} },
    door: { put: async (event) => void (await enroll(deps, event)) },
    log: () => {},
    mailer: {
      async send(mail) {
        counts.sent[KINDS.get(mail.template)?.kind ?? "marketing"] += 1;
        for (const breach of breachesOf(said, terms, mail, clock.now(), seen)) add(counts.breaches, breach);
        for (const { at, engagement } of reactionsTo(mail, clock.now(), chance)) {
          queue.add(at, () => react(engagement, mail), "reaction");
        }
        return { messageId: "m" };
      },
      wasSent: async () => "never",
    },
    hooks: {
      onTransition({ state }) {
        if (state.startsWith("Hold until")) counts.deferred += 1;
      },
    },
  });

  async function react(engagement: Engagement, mail?: Mail): Promise<void> {
    await engage(deps, engagement);
    answered(said, mail, engagement, SOFT_BOUNCES);
    if (engagement.fact !== "clicked" && engagement.fact !== "opened") add(counts.did, engagement.fact);
  }

  async function happen(happening: Happening, number: number): Promise<void> {
    const { customer, what, at } = happening;
    if (what === "unsubscribes") return react({ fact: "unsubscribed", customer, at, source: "account page" });
    await enroll(deps, told(said, happening, number, chance));
    add(counts.did, what);
  }

  let number = 0;
  for (let n = 0; n < customers; n++) {
    for (const happening of happeningsOf(somebody(said, n, chance), START, chance)) {
      const id = number++;
      queue.add(happening.at, () => happen(happening, id), "happening");
    }
  }
  await loop.runUntil(END);
  const left = engine.list({ status: "RUNNING" }).length + engine.deadLetters().length;
  if (left > 0) throw new Error(`${left} journeys of ${CAMPAIGNS.length} campaigns did not come to their end`);
}
