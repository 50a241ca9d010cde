import type { Campaign } from "../campaign.ts";
import { GROUPS, isMessageFact, type MessageFact, partsOf } from "../holds.ts";
import type { Finding, Path } from "../reading/finding.ts";
import { didYouMean, listed } from "../reading/suggest.ts";
import type { Step } from "../steps.ts";
import { messageOf } from "../walk.ts";
import { allConditions, allPlaces, conditionsAt, type Place } from "./places.ts";
import { alongSent } from "./sent-before.ts";

/** A place that names an earlier message: `{ "clicked": "we-miss-you" }`. */
interface Reference {
  fact: MessageFact;
  name: string;
  path: Path;
}

/** A step that sends a message. */
interface Sender {
  step: Step;
  template: string;
  survey?: keyof typeof GROUPS | undefined;
}

/** Conditions and waits name messages that can have been sent by then, and can have had what they ask for. */
export function checkMessages(campaign: Campaign): Finding[] {
  const senders = allPlaces(campaign).flatMap(({ step }): Sender[] => {
    const message = messageOf(step);
    return message === undefined ? [] : [{ step, template: message.template, survey: message.survey }];
  });
  const rules = allConditions(campaign).filter(({ role }) => role === "start");
  return [
    ...rules.flatMap(({ condition, path }) =>
      partsOf(condition, path).flatMap((part) => {
        if (!isMessageFact(part.key)) return [];
        const tooEarly = { path: part.path, what: "no message has been sent when a journey starts" };
        return [{ ...tooEarly, fix: "ask this in a branch, after the step that sends it" }];
      }),
    ),
    ...alongSent(campaign, (place, sent) =>
      referencesAt(place, campaign.start.on).flatMap((reference) => {
        const { sender, findings } = resolve(reference, senders);
        if (sender === undefined) return findings;
        return sent.has(sender.step) ? cannotHave(reference, sender) : [notYet(reference)];
      }),
    ),
  ];
}

function referencesAt(place: Place, event: string): Reference[] {
  const { step, path } = place;
  const targets =
    "waitFor" in step
      ? Object.entries(step.waitFor).flatMap(([key, value]) =>
          isMessageFact(key) ? [{ fact: key, name: String(value), path: [...path, "waitFor", key] }] : [],
        )
      : [];
  const asked = conditionsAt(place, event).flatMap(({ condition, path: at }) =>
    partsOf(condition, at).flatMap(({ key, value, path: where }) =>
      isMessageFact(key) ? [{ fact: key, name: String(value), path: where }] : [],
    ),
  );
  return [...targets, ...asked];
}

/** A name is a step's id first, else the template that exactly one step sends. */
function resolve({ name, path }: Reference, senders: readonly Sender[]): { sender?: Sender; findings: Finding[] } {
  const byId = senders.find(({ step }) => step.id === name);
  if (byId !== undefined) return { sender: byId, findings: [] };
  const [sender, ...others] = senders.filter(({ template }) => template === name);
  if (sender === undefined) {
    const names = [
      ...new Set(senders.flatMap(({ template, step: { id } }) => (id === undefined ? [template] : [template, id]))),
    ];
    const otherwise = names.length === 0 ? "add a step that sends it before" : `name ${listed(names)}`;
    const what = `no message has the template or the id "${name}"`;
    return { findings: [{ path, what, fix: didYouMean(name, names, otherwise) }] };
  }
  if (others.length === 0) return { sender, findings: [] };
  const ids = [sender, ...others].flatMap(({ step }) => step.id ?? []);
  const fix =
    ids.length > others.length ? `name the step's id: ${listed(ids)}` : 'give each of them an "id", and name one here';
  return { findings: [{ path, what: `"${name}" is sent by ${others.length + 1} steps`, fix }] };
}

/** Only a survey is answered, and each kind of survey has groups of its own. */
function cannotHave({ fact, name, path }: Reference, { survey }: Sender): Finding[] {
  const kinds = Object.entries(GROUPS).flatMap(([kind, groups]) =>
    (groups as readonly string[]).includes(fact) ? [kind] : [],
  );
  if (fact !== "answered" && kinds.length === 0) return [];
  if (survey === undefined) {
    const fix = 'name a step with "survey", or ask whether it was clicked';
    return [{ path, what: `"${name}" is no survey: nobody answers it`, fix }];
  }
  if (fact === "answered" || kinds.includes(survey)) return [];
  const groups = GROUPS[survey];
  const fix = groups.length === 0 ? 'ask whether it was "answered"' : `ask for ${listed(groups)}`;
  return [{ path, what: `"${name}" is a survey of the kind ${survey}: it has no ${fact}`, fix }];
}

function notYet({ name, path }: Reference): Finding {
  return {
    path,
    what: `"${name}" cannot have been sent yet`,
    why: "it is sent only later or on another way",
    fix: "move this after the step that sends it, or name a message that comes before",
  };
}
