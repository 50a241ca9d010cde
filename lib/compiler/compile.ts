import { createHash } from "node:crypto";
import type { Campaign, Rule } from "../campaign/campaign.ts";
import { allPlaces } from "../campaign/checks/places.ts";
import { toSeconds } from "../campaign/durations.ts";
import { STAGE_CHANGED } from "../campaign/event-facts.ts";
import type { Shop } from "../campaign/shop.ts";
import type { Step, StepKind, StepOf } from "../campaign/steps.ts";
import { kind, messageOf } from "../campaign/walk.ts";
import type { StateMachine } from "./asl.ts";
import { build, type StepCompiler, withKeys } from "./builder.ts";
import type { Again, Compiled, LeadingWait, Rules, SendMessage } from "./compiled.ts";
import { checkLimits } from "./limits.ts";
import type { Outline } from "./outline.ts";
import { countTransitions, longestSeconds } from "./paths.ts";
import { isTransactional, PRIORITIES, sendRules, type TemplateKinds } from "./sending.ts";
import { compileAlert } from "./steps/alert.ts";
import { compileBranch } from "./steps/branch.ts";
import { compileCoupon } from "./steps/coupon.ts";
import { compileExit } from "./steps/exit.ts";
import { compileReferral } from "./steps/referral.ts";
import { compileSend } from "./steps/send.ts";
import { compileSplit } from "./steps/split.ts";
import { compileSurvey } from "./steps/survey.ts";
import { compileTag } from "./steps/tag.ts";
import { compileWait } from "./steps/wait.ts";
import { compileWaitFor } from "./steps/wait-for.ts";
import { compileWebhook } from "./steps/webhook.ts";

const COMPILERS: { [K in StepKind]: StepCompiler<StepOf[K]> } = {
  send: compileSend,
  wait: compileWait,
  waitFor: compileWaitFor,
  branch: compileBranch,
  split: compileSplit,
  tag: compileTag,
  survey: compileSurvey,
  referral: compileReferral,
  coupon: compileCoupon,
  webhook: compileWebhook,
  alert: compileAlert,
  exit: compileExit,
};

/**
 * Compiles a checked campaign to Amazon States Language and the rules that enrolling follows. Pure: the same campaign, shop
 * and kinds of templates give byte-identical output; a template that is not among them is marketing without a topic. Throws
 * LimitExceeded when the machine would not fit Step Functions.
 */
export function compile(campaign: Campaign, shop: Shop, templates: TemplateKinds = new Map()): Compiled {
  const begin = leadingWait(campaign.steps[0]);
  const steps = begin === undefined ? campaign.steps : campaign.steps.slice(1);
  const rulesFor = (template: string, isSurvey = false) => sendRules(campaign, shop, templates.get(template), isSurvey);
  const built = build(campaign, steps, rulesFor, (step, next, builder) =>
    (COMPILERS[kind(step)] as StepCompiler<Step>)(step, next, builder),
  );
  const machine: StateMachine = {
    Comment: `Regulars campaign ${campaign.id}`,
    QueryLanguage: "JSONata",
    StartAt: built.first,
    States: built.states,
  };
  const { messageKey } = built.outline;
  const rule = <R extends Rule>(given: R): R => ({
    ...given,
    ...(given.if === undefined ? {} : { if: withKeys(given.if, messageKey) }),
  });
  const unversioned: Omit<Rules, "version" | "name" | "waitsFor"> = {
    campaign: campaign.id,
    start: {
      on: campaign.start.on,
      ...(campaign.start.if === undefined ? {} : { if: campaign.start.if }),
      again: toAgain(campaign.start.again ?? "never"),
    },
    stop: (campaign.stop ?? []).map((stop) => ({ ...rule(stop), outcome: stop.outcome ?? stop.on })),
    ...(campaign.goal === undefined ? {} : { goal: toGoal(rule(campaign.goal)) }),
    holdout: campaign.holdout === undefined ? 0 : Number.parseInt(campaign.holdout, 10) / 100,
    ...(begin === undefined ? {} : { begin }),
    ...firstOf(steps[0], built.outline),
    ...wantsOf(machine),
    questions: built.questions,
    ...(isTransactional(campaign, templates) ? { transactional: true as const } : {}),
    ...PRIORITIES[campaign.priority ?? "normal"],
    ...(listensTo(campaign, STAGE_CHANGED) ? { stages: true as const } : {}),
    longest: longestSeconds(machine),
  };
  const version = createHash("sha256")
    .update(JSON.stringify([unversioned, machine]))
    .digest("hex")
    .slice(0, 12);
  const compiled: Compiled = {
    // Another name is no other campaign: it is outside of what the version is taken from, as are notes and the stage.
    // Frozen: every enrollment carries parts of the rules, and a table in memory need not copy them for each.
    rules: frozen({ ...unversioned, ...waitsOf(campaign), name: campaign.name, version }),
    machine,
    transitions: countTransitions(machine),
  };
  checkLimits(compiled);
  return compiled;
}

/** A journey that has not begun costs nothing: a schedule waits in place of an execution. */
function leadingWait(first: Step | undefined): LeadingWait | undefined {
  if (first === undefined || !("wait" in first)) return undefined;
  return typeof first.wait === "string" ? { seconds: toSeconds(first.wait) } : { until: first.wait };
}

function firstOf(step: Step | undefined, { labels }: Outline): Pick<Rules, "first"> {
  const isNoted = step !== undefined && (messageOf(step) !== undefined || "waitFor" in step);
  const label = isNoted ? labels.get(step) : undefined;
  return label === undefined ? {} : { first: label.key };
}

/** A message that the machine begins with, and what follows a wait that is one with it. */
function wantsOf({ States, StartAt }: StateMachine): Pick<Rules, "wants"> {
  const start = States[StartAt];
  const message = start?.Type === "Task" ? (start.Arguments.MessageBody as SendMessage | undefined) : undefined;
  if (message === undefined) return {};
  return { wants: "seconds" in message.then ? [0, message.then.seconds] : [0] };
}

function listensTo(campaign: Campaign, event: string): boolean {
  const { start, stop = [], goal } = campaign;
  const isWaitedFor = waitsOf(campaign).waitsFor?.includes(event) === true;
  return isWaitedFor || [start, ...stop, ...(goal === undefined ? [] : [goal])].some(({ on }) => on === event);
}

function waitsOf({ steps }: Campaign): Pick<Rules, "waitsFor"> {
  const found = allPlaces({ steps }).flatMap(({ step }) =>
    "waitFor" in step && "on" in step.waitFor ? [step.waitFor.on] : [],
  );
  return found.length === 0 ? {} : { waitsFor: [...new Set(found)] };
}

function toAgain(again: string): Again {
  if (again === "never" || again === "always") return again;
  return { afterSeconds: toSeconds(again.slice("after ".length)) };
}

function toGoal({ within, ...goal }: NonNullable<Campaign["goal"]>): NonNullable<Rules["goal"]> {
  return { ...goal, withinSeconds: toSeconds(within) };
}

/** A copy that nobody can change. */
function frozen<T>(value: T): T {
  if (typeof value !== "object" || value === null) return value;
  const copy = (Array.isArray(value) ? value.map(frozen) : Object.fromEntries(entriesOf(value))) as T;
  return Object.freeze(copy);
}

function entriesOf(record: object): [string, unknown][] {
  return Object.entries(record).map(([key, value]) => [key, frozen(value)]);
}
