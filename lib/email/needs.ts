import type { Fault } from "../campaign/faults.ts";
import type { SurveyKind } from "../campaign/holds.ts";
import { suggest } from "../campaign/reading/suggest.ts";
import type { Use } from "./liquid/variables.ts";
import type { Needs, Template } from "./template.ts";

/** A step of a campaign that sends a template. */
export interface TemplateUse {
  /** The campaign's file, and where in it the step stands: `steps[3].send`, `steps[3].survey`. */
  file: string;
  line?: number;
  path: string;
  /** The names the step gives. */
  with: readonly string[];
  /** The event that starts the campaign. */
  start: string;
  /** It is a survey step, of this kind. */
  survey?: SurveyKind;
  /** It is a referral step. */
  referral?: true;
  /** A coupon step stands before it, on each way to it; or on each but the `else` of one, which goes on. */
  coupon: boolean | "but else";
}

/** What a template must be given, over all of its languages, from what each of them reads. */
export function needsOf(languages: readonly (readonly Use[])[]): Needs {
  const uses = languages.flat();
  const own = uses.filter(({ path }) => path[0] === "with");
  const names = (some: readonly Use[]) => [...new Set(some.flatMap(({ path }) => path[1] ?? []))].sort();
  // `with` as a whole, or by a name that is a value itself: any name may be read.
  const any = own.some(({ path }) => path[1] === undefined || path[1] === "*");
  const reads = (root: string) => uses.some(({ path, guarded }) => path[0] === root && !guarded);
  const all = (isMeant: (use: Use) => boolean) => languages.every((language) => language.some(isMeant));
  const leadsToPage = all(({ path }) => path.join(".") === "survey.url");
  // Also by names that the template made: `choice.url`.
  const leadsToScore = all(({ path, written }) => path[0] === "survey" && /\burl\b/.test(written));
  return {
    with: {
      required: names(own.filter(({ guarded, path }) => !guarded && path[1] !== "*")),
      known: any ? "any" : names(own),
    },
    order: reads("order"),
    event: reads("event"),
    ...(reads("survey") ? { survey: true } : {}),
    ...(reads("referral") ? { referral: true } : {}),
    ...(reads("coupon") ? { coupon: true } : {}),
    ...(leadsToScore ? { answersBy: leadsToPage ? "page" : "score" } : {}),
    ...(all(({ path }) => path[0] === "referral") ? { invites: true } : {}),
  };
}

/** Faults of the steps that send this template: values missing or misspelled, data their campaign cannot have. */
export function checkTemplateUses(template: Template, uses: readonly TemplateUse[]): Fault[] {
  return uses.flatMap((use) => [
    ...missing(template, use),
    ...unread(template, use),
    ...wrongStart(template, use),
    ...wrongStep(template, use),
    ...leadsNowhere(template, use),
  ]);
}

function missing({ name, needs }: Template, use: TemplateUse): Fault[] {
  const absent = needs.with.required.filter((key) => !use.with.includes(key));
  if (absent.length === 0) return [];
  const what = `template "${name}" needs ${absent.map((key) => `with.${key}`).join(" and ")}`;
  return [fault(use, what, `add "with": { ${absent.map((key) => `"${key}": …`).join(", ")} }`)];
}

function unread({ name, needs }: Template, use: TemplateUse): Fault[] {
  const { known } = needs.with;
  if (known === "any") return [];
  return use.with
    .filter((key) => !known.includes(key))
    .map((key) => {
      const meant = suggest(key, known);
      const fix = meant === undefined ? "remove it" : `did you mean "${meant}"?`;
      return fault(use, `template "${name}" never reads with.${key}`, fix);
    });
}

function wrongStart({ name, needs }: Template, use: TemplateUse): Fault[] {
  const faults: Fault[] = [];
  if (needs.order && use.start !== "purchase") {
    const what = `template "${name}" speaks of the order, and this campaign starts on ${use.start}`;
    faults.push(fault(use, what, 'start on "purchase", use another template, or put {% if order %} around it'));
  }
  if (needs.event && ["purchase", "refund", "profile"].includes(use.start)) {
    const what = `template "${name}" reads event.*, and this campaign starts on ${use.start}`;
    faults.push(fault(use, what, "start on a custom event, use another template, or put {% if event %} around it"));
  }
  return faults;
}

/** It speaks of what this step does not give it. */
function wrongStep({ name, needs }: Template, use: TemplateUse): Fault[] {
  const faults: Fault[] = [];
  for (const [kind, value] of [
    ["survey", use.survey],
    ["referral", use.referral],
  ] as const) {
    if (!needs[kind] || value !== undefined) continue;
    const what = `template "${name}" reads ${kind}.*, and this is no ${kind} step`;
    const fix = `write { "${kind}": "${name}" }, use another template, or put {% if ${kind} %} around it`;
    faults.push(fault(use, what, fix));
  }
  if (needs.coupon && use.coupon !== true) {
    const isElse = use.coupon === "but else";
    const where = isElse
      ? 'the "else" of a coupon step leads here without one'
      : "not every way to this step gives one";
    const what = `template "${name}" reads coupon.*, and ${where}`;
    const before = isElse ? 'end that "else" with { "exit": "no codes left" }' : 'put a step { "coupon": … } before it';
    const fix = `${before}, use another template, or put {% if coupon %} around it`;
    faults.push(fault(use, what, fix, "the message would promise a code and have none"));
  }
  return faults;
}

/** It asks, or invites, and has no link for that in one of its languages. */
function leadsNowhere({ name, needs: { answersBy, invites } }: Template, use: TemplateUse): Fault[] {
  const isWords = use.survey === "text";
  if (use.survey !== undefined && answersBy !== "page" && (isWords || answersBy === undefined)) {
    const what = `template "${name}" has no link to the survey in each of its languages`;
    const choices = isWords ? "" : ", or to the url of each of survey.choices";
    return [fault(use, what, `add a link to {{ survey.url }}${choices}`, "nobody could answer")];
  }
  if (use.referral && !invites) {
    const what = `template "${name}" does not tell the customer's code in each of its languages`;
    return [fault(use, what, "add {{ referral.code }}, or a link to {{ referral.url }}", "nobody could pass it on")];
  }
  return [];
}

function fault(use: TemplateUse, what: string, fix: string, why?: string): Fault {
  const { file, line, path } = use;
  return { file, ...(line === undefined ? {} : { line }), path, what, ...(why === undefined ? {} : { why }), fix };
}
