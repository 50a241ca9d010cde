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
  /** A coupon step stands before it, on each way to it. */
  coupon: boolean;
}

/** What a template must be given, over all of its languages. */
export function needsOf(uses: readonly Use[]): Needs {
  const own = uses.filter(({ path }) => path[0] === "with");
  const names = (some: readonly Use[]) => [...new Set(some.flatMap(({ path }) => path[1] ?? []))].sort();
  // `with` as a whole, or by a name that is a value itself: any name may be read.
  const any = own.some(({ path }) => path[1] === undefined || path[1] === "*");
  const reads = (root: string) => uses.some(({ path, guarded }) => path[0] === root && !guarded);
  return {
    with: {
      required: names(own.filter(({ guarded, path }) => !guarded && path[1] !== "*")),
      known: any ? "any" : names(own),
    },
    order: reads("order"),
    event: reads("event"),
  };
}

/** Faults of the send steps that use this template: values missing or misspelled, data their campaign cannot have. */
export function checkTemplateUses(template: Template, uses: readonly TemplateUse[]): Fault[] {
  return uses.flatMap((use) => [...missing(template, use), ...unread(template, use), ...wrongStart(template, use)]);
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

function fault(use: TemplateUse, what: string, fix: string): Fault {
  return { file: use.file, ...(use.line === undefined ? {} : { line: use.line }), path: use.path, what, fix };
}
