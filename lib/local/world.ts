import type { Shop } from "../campaign/shop.ts";
import type { AwaitRequest, ChoiceMessage, ExecutionInput } from "../compiler/compiled.ts";
import { type Compiled, PLACEHOLDERS, type SendMessage } from "../compiler/compiled.ts";
import { type ActRequest, act } from "../journey/act.ts";
import { awaitTarget } from "../journey/await.ts";
import { begin } from "../journey/begin.ts";
import { type DecideRequest, decide } from "../journey/decide.ts";
import { finish } from "../journey/finish.ts";
import type { Caller, Team } from "../journey/outside.ts";
import type { Addresses, Deps, Door, Links, Log, Mailer, Templates, Volume } from "../journey/ports.ts";
import { send } from "../journey/send.ts";
import type { Table } from "../store/table.ts";
import type { Clock } from "./clock.ts";
import type { DueQueue } from "./due.ts";
import { createLoop, type Loop } from "./loop.ts";
import { createEngine, type Engine } from "./states/engine.ts";
import type { End, Transition } from "./states/hooks.ts";
import type { EngineStore } from "./states/rows/store.ts";

/** A whole AWS account for the journeys on one machine: table, state machines, queue and schedules over one store. */
export interface World {
  deps: Deps;
  engine: Engine;
  loop: Loop;
}

export interface WorldParts {
  /** Of the state machines. A SQLite table in the same database is left as they are by a killed process. */
  store: EngineStore;
  table: Table;
  clock: Clock;
  queue: DueQueue;
  random(): number;
  campaigns: readonly Compiled[];
  shop: Shop;
  templates: Templates;
  links: Links;
  addresses: Addresses;
  mailer: Mailer;
  volume: Volume;
  /** What journeys tell the shop and its team. */
  caller: Caller;
  team: Team;
  /** Takes in an event: at once, or after what is under way. */
  door: Door;
  log: Log;
  hooks?: {
    /** In the transaction that enters the state. */
    onTransition?(transition: Transition): void;
    onEnd?(end: End): void;
  };
}

export function createWorld(parts: WorldParts): World {
  const { store, clock, queue, hooks = {} } = parts;
  const engine = createEngine({
    store,
    clock,
    queue,
    random: parts.random,
    handlers: {
      queues: {
        [PLACEHOLDERS.sendQueueUrl]: async (message) =>
          void (await send(deps, message as unknown as SendMessage | ChoiceMessage)),
      },
      functions: {
        [PLACEHOLDERS.decideFunction]: (request) => decide(deps, request as unknown as DecideRequest),
        [PLACEHOLDERS.actFunction]: (request) => act(deps, request as unknown as ActRequest),
        [PLACEHOLDERS.awaitFunction]: (request) => awaitTarget(deps, request as unknown as AwaitRequest),
      },
      begin: (what) => begin(deps, what),
    },
    hooks: {
      ...(hooks.onTransition === undefined ? {} : { onTransition: hooks.onTransition }),
      onEnd: async (end) => {
        const { customer, campaign, enrollment } = end.input as unknown as ExecutionInput;
        await finish(deps, { customer, campaign, enrollment, status: end.status, output: end.output });
        hooks.onEnd?.(end);
      },
    },
  });
  for (const { rules, machine } of parts.campaigns) engine.register(rules.campaign, rules.version, machine);
  const deps: Deps = {
    table: parts.table,
    executions: engine.executions,
    tokens: engine.tokens,
    schedules: engine.schedules,
    mailer: parts.mailer,
    templates: parts.templates,
    links: parts.links,
    addresses: parts.addresses,
    volume: parts.volume,
    caller: parts.caller,
    team: parts.team,
    door: parts.door,
    shop: parts.shop,
    campaigns: parts.campaigns.map(({ rules }) => rules),
    log: parts.log,
    now: clock.now,
  };
  return { deps, engine, loop: createLoop({ clock, queue }) };
}
