import type { Campaign } from "../campaign.ts";
import { isMessageFact, partsOf } from "../holds.ts";
import type { Finding, Path } from "../reading/finding.ts";
import { didYouMean, listed } from "../reading/suggest.ts";
import type { Send, Step } from "../steps.ts";
import { allConditions, allPlaces, conditionsAt, coversAll, type Place, type Way, waysAt } from "./places.ts";

/** A place that names an earlier message: `{ "clicked": "we-miss-you" }`. */
interface Reference {
  name: string;
  path: Path;
}

/** Conditions and waits name messages that can have been sent by then. */
export function checkMessages(campaign: Campaign): Finding[] {
  const sends = allPlaces(campaign).flatMap(({ step }) => ("send" in step ? [step] : []));
  const rules = allConditions(campaign).filter(({ role }) => role === "start");
  return [
    ...rules.flatMap(({ condition, path }) =>
      partsOf(condition, path).flatMap((part) => {
        if (!isMessageFact(part.key)) return [];
        const tooEarly = { path: part.path, what: "no message has been sent when a journey starts" };
        return [{ ...tooEarly, fix: "ask this in a branch, after the send" }];
      }),
    ),
    ...along({ steps: campaign.steps, path: ["steps"] }, new Set(), { sends, event: campaign.start.on }).findings,
  ];
}

interface Course {
  findings: Finding[];
  /** The sends that can have been made at the end; undefined when the journey never gets there. */
  sent: ReadonlySet<Step> | undefined;
}
interface Known {
  sends: readonly Send[];
  event: string;
}

/** Follows the steps as a customer would, with all that can have been sent so far. */
function along(way: Way, before: ReadonlySet<Step>, known: Known): Course {
  let sent = before;
  let ended = false;
  const findings: Finding[] = [];
  for (const [index, step] of way.steps.entries()) {
    const place = { step, path: [...way.path, index] };
    for (const reference of referencesAt(place, known.event)) {
      const { send, findings: unresolved } = resolve(reference, known.sends);
      findings.push(...unresolved);
      if (send !== undefined && !sent.has(send)) findings.push(notYet(reference));
    }
    const courses = waysAt(place).map((inner) => along(inner, sent, known));
    findings.push(...courses.flatMap((course) => course.findings));
    const ends = courses.flatMap((course) => (course.sent === undefined ? [] : [...course.sent]));
    if (
      "exit" in step ||
      (courses.length > 0 && coversAll(step) && courses.every((course) => course.sent === undefined))
    ) {
      ended = true;
    }
    sent = new Set([...sent, ...ends, ...("send" in step ? [step] : [])]);
  }
  return { findings, sent: ended ? undefined : sent };
}

function referencesAt(place: Place, event: string): Reference[] {
  const { step, path } = place;
  const targets =
    "waitFor" in step
      ? Object.entries(step.waitFor).flatMap(([key, value]) =>
          isMessageFact(key) ? [{ name: String(value), path: [...path, "waitFor", key] }] : [],
        )
      : [];
  const asked = conditionsAt(place, event).flatMap(({ condition, path: at }) =>
    partsOf(condition, at).flatMap((part) =>
      isMessageFact(part.key) ? [{ name: String(part.value), path: part.path }] : [],
    ),
  );
  return [...targets, ...asked];
}

/** A name is a send step's id first, else the template that exactly one step sends. */
function resolve({ name, path }: Reference, sends: readonly Send[]): { send?: Send; findings: Finding[] } {
  const byId = sends.find((send) => send.id === name);
  if (byId !== undefined) return { send: byId, findings: [] };
  const [send, ...others] = sends.filter((each) => each.send === name);
  if (send === undefined) {
    const names = [...new Set(sends.flatMap((each) => (each.id === undefined ? [each.send] : [each.send, each.id])))];
    const otherwise = names.length === 0 ? "add a send step before it" : `name ${listed(names)}`;
    const what = `no send step has the template or the id "${name}"`;
    return { findings: [{ path, what, fix: didYouMean(name, names, otherwise) }] };
  }
  if (others.length === 0) return { send, findings: [] };
  const ids = [send, ...others].flatMap((each) => each.id ?? []);
  const fix =
    ids.length > others.length ? `name the step's id: ${listed(ids)}` : 'give each of them an "id", and name one here';
  return { findings: [{ path, what: `"${name}" is sent by ${others.length + 1} steps`, fix }] };
}

function notYet({ name, path }: Reference): Finding {
  return {
    path,
    what: `"${name}" cannot have been sent yet`,
    why: "it is sent only later or on another way",
    fix: "move this after the send, or name a message that comes before",
  };
}
