import type { Campaign } from "../../lib/campaign/campaign.ts";
import { coversAll } from "../../lib/campaign/checks/places.ts";
import type { Condition } from "../../lib/campaign/conditions.ts";
import { GROUPS, isMessageFact, type MessageFact, type SurveyKind } from "../../lib/campaign/holds.ts";
import type { Step, Target } from "../../lib/campaign/steps.ts";
import { messageOf, waysOf } from "../../lib/campaign/walk.ts";

/**
 * Makes a drafted campaign valid: ids once each, no step behind an exit, no wait at the end, and every placeholder of a message
 * the name of one that can have been sent by then.
 */
export function settle(draft: Campaign): Campaign {
  const campaign = structuredClone(draft);
  giveIds(campaign.steps, new Set());
  const steps = dropFinalWaits(follow(campaign.steps, [], namesIn(campaign.steps)).steps);
  return { ...campaign, steps: steps.length > 0 ? steps : [{ tag: "nothing-left" }] };
}

function giveIds(steps: readonly Step[], taken: Set<string>): void {
  for (const step of steps) {
    if (step.id !== undefined && taken.has(step.id)) delete step.id;
    if (step.id !== undefined) taken.add(step.id);
    for (const way of waysOf(step)) giveIds(way.steps, taken);
  }
}

/** A message that can be asked about. */
interface Sent {
  /** Its step's id, or its template when no other step sends that. */
  name: string;
  survey?: SurveyKind | undefined;
}

function sendersIn(steps: readonly Step[]): Step[] {
  return steps.flatMap((step) => [
    ...(messageOf(step) === undefined ? [] : [step]),
    ...waysOf(step).flatMap((way) => sendersIn(way.steps)),
  ]);
}

function namesIn(steps: readonly Step[]): Map<Step, Sent> {
  const senders = sendersIn(steps);
  return new Map(
    senders.flatMap((step): [Step, Sent][] => {
      const { template = "", survey } = messageOf(step) ?? {};
      const isUnique = senders.filter((other) => messageOf(other)?.template === template).length === 1;
      const name = step.id ?? (isUnique ? template : undefined);
      return name === undefined ? [] : [[step, { name, survey }]];
    }),
  );
}

interface Course {
  steps: Step[];
  sent: readonly Sent[];
  ends: boolean;
}

/** Goes the steps as a customer would, with all that can have been sent so far. */
function follow(list: readonly Step[], before: readonly Sent[], names: ReadonlyMap<Step, Sent>): Course {
  const steps: Step[] = [];
  let sent = before;
  for (const step of list) {
    resolve(step, sent);
    steps.push(step);
    const own = names.get(step);
    if (own !== undefined) sent = [...sent, own];
    const courses = waysOf(step).map(({ steps: way }) => {
      const course = follow(way, sent, names);
      way.splice(0, way.length, ...course.steps);
      return course;
    });
    sent = [...new Set([...sent, ...courses.flatMap((course) => (course.ends ? [] : course.sent))])];
    const ends = "exit" in step || (courses.length > 0 && coversAll(step) && courses.every((course) => course.ends));
    if (ends) return { steps, sent, ends };
  }
  return { steps, sent, ends: false };
}

function resolve(step: Step, sent: readonly Sent[]): void {
  if ("waitFor" in step) step.waitFor = namedTarget(step.waitFor, sent);
  if ("branch" in step) for (const arm of step.branch) if (arm.if !== undefined) arm.if = named(arm.if, sent);
  if ("alert" in step && !sent.some(({ survey }) => survey !== undefined)) delete step.comment;
}

function namedTarget(target: Target, sent: readonly Sent[]): Target {
  if ("on" in target) return target;
  const [fact, placeholder] = Object.entries(target)[0] as [MessageFact, string];
  const name = pick(placeholder, fact, sent);
  return name === undefined ? { on: "review.posted" } : ({ [fact]: name } as Target);
}

function named(condition: Condition, sent: readonly Sent[]): Condition {
  const entries = Object.entries(condition).map(([key, value]): [string, unknown] => {
    if (key === "all" || key === "any") return [key, (value as Condition[]).map((inner) => named(inner, sent))];
    if (key === "not") return [key, named(value as Condition, sent)];
    if (!isMessageFact(key)) return [key, value];
    return about(key, value as string, sent) ?? ["customer.orders", { atLeast: 1 }];
  });
  return Object.fromEntries(entries) as Condition;
}

/** A fact about a message that can have it; of a survey of another kind, a group of that one. */
function about(fact: MessageFact, placeholder: string, sent: readonly Sent[]): [MessageFact, string] | undefined {
  const name = pick(placeholder, fact, sent);
  if (name !== undefined) return [fact, name];
  const survey = sent.find((one) => one.survey !== undefined);
  const groups: readonly MessageFact[] = survey?.survey === undefined ? [] : GROUPS[survey.survey];
  if (survey === undefined) return undefined;
  return [groups[Number(placeholder.slice(1)) % groups.length] ?? "answered", survey.name];
}

/** A message that can have had this: only surveys are answered, and each kind has groups of its own. */
function pick(placeholder: string, fact: MessageFact, sent: readonly Sent[]): string | undefined {
  const kinds = Object.entries(GROUPS).filter(([, groups]) => (groups as readonly string[]).includes(fact));
  const fitting = sent.filter(({ survey }) => {
    if (kinds.length > 0) return kinds.some(([kind]) => kind === survey);
    return fact !== "answered" || survey !== undefined;
  });
  return fitting[Number(placeholder.slice(1)) % fitting.length]?.name;
}

function dropFinalWaits(steps: Step[]): Step[] {
  while ("wait" in (steps.at(-1) ?? {})) steps.pop();
  const last = steps.at(-1);
  if (last !== undefined) for (const way of waysOf(last)) dropFinalWaits(way.steps);
  return steps;
}
