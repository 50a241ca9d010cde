import type { ShopEvent } from "../../lib/campaign/events.ts";
import type { Shop } from "../../lib/campaign/shop.ts";
import type { Compiled, ExecutionInput } from "../../lib/compiler/compiled.ts";
import { createAddresses } from "../../lib/journey/addresses.ts";
import type { Call, TeamMessage } from "../../lib/journey/outside.ts";
import { type Deps, type Links, TemplateFault } from "../../lib/journey/ports.ts";
import { createMemoryTable } from "../../lib/store/memory.ts";
import type { Item, Key } from "../../lib/store/table.ts";
import { START } from "./events.ts";
import { exactMailer, type MailerDouble } from "./mailers.ts";
import { givenShop } from "./shop.ts";

/** An item that came or changed, in the order of the writes. */
export interface Change {
  key: Key;
  before: Item | undefined;
  after: Item | undefined;
}

/** The ports of the journeys without an engine behind them: what they are asked is written down. */
export interface Doubles {
  deps: Deps;
  clock: { now: number };
  mailer: MailerDouble;
  started: { name: string; input: ExecutionInput }[];
  stopped: string[];
  /** Name -> time. */
  schedules: Map<string, number>;
  /** Token -> "ok", or the error and its cause. Only the first answer counts. */
  answers: Map<string, string>;
  /** Customers whose messages cannot be rendered. */
  unrenderable: Set<string>;
  log: string[];
  /** What systems of the shop were told, and what any of them answers. */
  calls: Call[];
  system: { status: number };
  /** What the team was told. */
  told: TeamMessage[];
  /** What came in by the shop's own door. */
  events: ShopEvent[];
}

export function givenDoubles(
  parts: { campaigns?: readonly Compiled[]; shop?: Partial<Shop>; onChange?(change: Change): void } = {},
): Doubles {
  const clock = { now: START };
  const mailer = exactMailer({ now: () => clock.now });
  const doubles: Omit<Doubles, "deps"> = {
    clock,
    mailer,
    started: [],
    stopped: [],
    schedules: new Map(),
    answers: new Map(),
    unrenderable: new Set(),
    log: [],
    calls: [],
    system: { status: 200 },
    told: [],
    events: [],
  };
  const answer = async (token: string, words: string): Promise<boolean> => {
    if (doubles.answers.has(token)) return false;
    doubles.answers.set(token, words);
    return true;
  };
  const deps: Deps = {
    table: createMemoryTable(parts.onChange === undefined ? {} : { onChange: parts.onChange }),
    executions: {
      async start(_campaign, _version, name, input) {
        if (!doubles.started.some((started) => started.name === name)) doubles.started.push({ name, input });
      },
      async stop(_campaign, _version, name) {
        doubles.stopped.push(name);
      },
    },
    tokens: {
      succeed: (token) => answer(token, "ok"),
      fail: (token, error, cause) => answer(token, `${error}: ${cause}`),
    },
    schedules: {
      set: async (name, at) => void doubles.schedules.set(name, at),
      cancel: async (name) => void doubles.schedules.delete(name),
    },
    mailer,
    templates: templatesDouble(doubles.unrenderable),
    shop: givenShop(parts.shop),
    campaigns: (parts.campaigns ?? []).map(({ rules }) => rules),
    links: linksDouble,
    addresses: addressesDouble,
    volume: { sentSince: async () => 0 },
    caller: {
      async post(call) {
        doubles.calls.push(call);
        return doubles.system.status;
      },
    },
    team: { tell: async (message) => void doubles.told.push(message) },
    door: { put: async (event) => void doubles.events.push(event) },
    log: (_level, message) => void doubles.log.push(message),
    now: () => clock.now,
  };
  return { ...doubles, deps };
}

/** Links that say for whom and for what they are. */
export const linksDouble: Links = {
  unsubscribe: ({ customer, enrollment, step }) => `https://bluecup.example/u/${customer}/${enrollment}/${step}`,
  preferences: (customer, address) => `https://bluecup.example/p/${customer}/${address}`,
  confirm: (customer, address) => `https://bluecup.example/y/${customer}/${address}`,
  survey: ({ customer, enrollment, step }) => `https://bluecup.example/s/${customer}/${enrollment}/${step}`,
  referral: (code) => `https://bluecup.example/r/${code}`,
  hidden: () => "https://bluecup.example/h",
};

export const addressesDouble = createAddresses("the key of addresses, for tests only");

/** Every template says its own name. */
export function templatesDouble(unrenderable: ReadonlySet<string>): Deps["templates"] {
  return {
    async render(template, locale, data) {
      if (unrenderable.has(data.customer.id))
        throw new TemplateFault(`${template} needs what ${data.customer.id} lacks`);
      return { subject: template, html: `<p>${template}</p>`, text: template, locale };
    },
  };
}
