import type { Campaign } from "../../lib/campaign/campaign.ts";
import { coversAll } from "../../lib/campaign/checks/places.ts";
import type { Condition } from "../../lib/campaign/conditions.ts";
import { isMessageFact } from "../../lib/campaign/holds.ts";
import type { Send } from "../../lib/campaign/steps/send.ts";
import type { Step, Target } from "../../lib/campaign/steps.ts";
import { waysOf } from "../../lib/campaign/walk.ts";

/**
 * Makes a drafted campaign valid: ids once each, no step behind an exit, no wait at the end, and every placeholder of a message
 * the name of one that can have been sent by then.
 */
export function settle(draft: Campaign): Campaign {
  const campaign = structuredClone(draft);
  giveIds(campaign.steps, new Set());
  const steps = dropFinalWaits(follow(campaign.steps, [], namesIn(campaign.steps)).steps);
  const settled = { ...campaign, steps: steps.length > 0 ? steps : [{ tag: "nothing-left" }] };
  const sent = [...namesIn(settled.steps).values()];
  for (const rule of [...(settled.stop ?? []), ...(settled.goal === undefined ? [] : [settled.goal])]) {
    if (rule.if !== undefined) rule.if = named(rule.if, sent);
  }
  return settled;
}

function giveIds(steps: readonly Step[], taken: Set<string>): void {
  for (const step of steps) {
    if (step.id !== undefined && taken.has(step.id)) delete step.id;
    if (step.id !== undefined) taken.add(step.id);
    for (const way of waysOf(step)) giveIds(way.steps, taken);
  }
}

/** What each message can be called: its id, or its template when no other step sends that. */
function namesIn(steps: readonly Step[]): Map<Step, string> {
  const sends = sendsIn(steps);
  const unique = (send: Send): boolean => sends.filter((other) => other.send === send.send).length === 1;
  return new Map(
    sends.flatMap((send): [Step, string][] => {
      const name = send.id ?? (unique(send) ? send.send : undefined);
      return name === undefined ? [] : [[send, name]];
    }),
  );
}

function sendsIn(steps: readonly Step[]): Send[] {
  return steps.flatMap((step) => ("send" in step ? [step] : waysOf(step).flatMap((way) => sendsIn(way.steps))));
}

interface Course {
  steps: Step[];
  sent: string[];
  ends: boolean;
}

/** Goes the steps as a customer would, with all that can have been sent so far. */
function follow(list: readonly Step[], before: readonly string[], names: ReadonlyMap<Step, string>): Course {
  const steps: Step[] = [];
  let sent = [...before];
  for (const step of list) {
    resolve(step, sent);
    steps.push(step);
    const name = names.get(step);
    if (name !== undefined) sent.push(name);
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

function resolve(step: Step, sent: readonly string[]): void {
  if ("waitFor" in step) step.waitFor = namedTarget(step.waitFor, sent);
  if ("branch" in step) for (const arm of step.branch) if (arm.if !== undefined) arm.if = named(arm.if, sent);
}

function namedTarget(target: Target, sent: readonly string[]): Target {
  if ("on" in target) return target;
  const [fact, placeholder] = Object.entries(target)[0] as [string, string];
  const name = pick(placeholder, sent);
  return name === undefined ? { on: "review.posted" } : ({ [fact]: name } as Target);
}

function named(condition: Condition, sent: readonly string[]): Condition {
  const entries = Object.entries(condition).map(([key, value]): [string, unknown] => {
    if (key === "all" || key === "any") return [key, (value as Condition[]).map((inner) => named(inner, sent))];
    if (key === "not") return [key, named(value as Condition, sent)];
    if (!isMessageFact(key)) return [key, value];
    const name = pick(value as string, sent);
    return name === undefined ? ["customer.orders", { atLeast: 1 }] : [key, name];
  });
  return Object.fromEntries(entries) as Condition;
}

function pick(placeholder: string, names: readonly string[]): string | undefined {
  return names[Number(placeholder.slice(1)) % names.length];
}

function dropFinalWaits(steps: Step[]): Step[] {
  while ("wait" in (steps.at(-1) ?? {})) steps.pop();
  const last = steps.at(-1);
  if (last !== undefined) for (const way of waysOf(last)) dropFinalWaits(way.steps);
  return steps;
}
