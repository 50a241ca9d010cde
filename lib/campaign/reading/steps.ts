import type { z } from "zod";
import { conditionSchema, testSchema } from "../conditions.ts";
import { targetSchema } from "../parts/waits.ts";
import { STEP_KINDS, STEP_SCHEMAS, STEPS, stepSchema } from "../steps.ts";
import { explainCondition, explainTest } from "./conditions.ts";
import { type Explain, explainer } from "./explain.ts";
import type { Finding, Path } from "./finding.ts";
import { kindOfValue } from "./kinds.ts";
import { listed, suggest } from "./suggest.ts";

/** Keys that give away which step a step without a verb was to be. */
const BELONGS = new Map(STEP_KINDS.flatMap((kind) => (STEPS[kind].keys ?? []).map((key) => [key, kind] as const)));

/** The verb picks the schema, so that faults speak of that step alone. */
function explainStep(value: unknown, path: Path, explain: Explain): Finding[] {
  if (kindOfValue(value) !== "an object") {
    const got = typeof value === "string" ? JSON.stringify(value) : kindOfValue(value);
    return [
      {
        path,
        what: `a step is an object named by its verb, got ${got}`,
        fix: 'write it like { "send": "we-miss-you" }',
      },
    ];
  }
  const keys = Object.keys(value as object);
  const verbs = STEP_KINDS.filter((kind) => keys.includes(kind));
  if (verbs.length > 1) {
    const what = `a step has one verb, this one has ${listed(verbs, "and")}`;
    return [{ path, at: [...path, verbs[1] ?? ""], what, fix: "split it in two" }];
  }
  const verb = verbs[0] ?? meantVerb(keys);
  if (verb !== undefined) return explain(STEP_SCHEMAS[verb], value, path);
  const belongs = keys.map((key) => BELONGS.get(key)).find((kind) => kind !== undefined);
  if (belongs !== undefined) {
    return [{ path, what: "this step has no verb", fix: `its keys belong to a step with "${belongs}"; add that` }];
  }
  const [first, ...others] = keys.filter((key) => !["id", "note"].includes(key));
  const what =
    first === undefined || others.length > 0
      ? "this step has no verb"
      : `${JSON.stringify(first)} is not a verb that names a step`;
  const at = first === undefined ? path : [...path, first];
  return [{ path, at, what, fix: `a step is named by its one verb: ${listed(STEP_KINDS)}` }];
}

function meantVerb(keys: readonly string[]): (typeof STEP_KINDS)[number] | undefined {
  const others = keys.filter((key) => !["id", "note"].includes(key) && !BELONGS.has(key));
  const meant = others.map((key) => suggest(key, STEP_KINDS)).find((verb) => verb !== undefined);
  return STEP_KINDS.find((verb) => verb === meant);
}

/** What a waitFor waits for: the one key it has, or was to have, picks the schema. */
function explainTarget(value: unknown, path: Path, explain: Explain): Finding[] {
  const options = (targetSchema as unknown as z.core.$ZodUnion)._zod.def.options as z.core.$ZodObject[];
  const names = options.map((option) => Object.keys(option._zod.def.shape)[0] ?? "");
  const fix = `write it like { "clicked": "we-miss-you" } or { "on": "delivery.completed" }`;
  if (kindOfValue(value) !== "an object") {
    return [{ path, what: `waitFor wants an object, got ${JSON.stringify(value)?.slice(0, 60)}`, fix }];
  }
  const keys = Object.keys(value as object);
  const named = names.filter((name) => keys.includes(name));
  if (named.length > 1) {
    const what = `waitFor waits for one thing, here are ${listed(named, "and")}`;
    return [{ path, what, fix: "keep the one that matters, or write two steps" }];
  }
  const chosen = named[0] ?? keys.map((key) => suggest(key, names)).find((name) => name !== undefined);
  const option = options[names.indexOf(chosen ?? "")];
  return option === undefined
    ? [{ path, what: "waitFor does not say what to wait for", fix }]
    : explain(option, value, path);
}

/** Explains what a campaign file got wrong. */
export const explainCampaign: Explain = explainer({
  quote: true,
  special: new Map<z.core.$ZodType, (value: unknown, path: Path, explain: Explain) => Finding[]>([
    [stepSchema, explainStep],
    [targetSchema, explainTarget],
    [conditionSchema, explainCondition],
    [testSchema, explainTest],
  ]),
});
