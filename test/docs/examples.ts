import { campaignSchema } from "../../lib/campaign/campaign.ts";
import { shopSchema } from "../../lib/campaign/shop.ts";
import { STEP_KINDS } from "../../lib/campaign/steps.ts";
import { stageSchema } from "../../lib/infra/stage-config.ts";
import { page } from "./pages.ts";

/** One block of JSON on a page: a whole file, or a part of one. */
export interface Example {
  /** `docs/campaigns.md:50`, where it begins. */
  where: string;
  value: object;
  /** The names that the comment right above says the sample shop has not: `<!-- example: "after-delivery" is the reader's to write -->`. */
  missing: string[];
}

const BLOCKS = /^(?:<!-- example: (.*) -->\n)?( *)```json\n(.*?)^ *```$/gms;

/** Every block of JSON of a page. */
export function examplesOf(path: string): Example[] {
  const text = page(path);
  return [...text.matchAll(BLOCKS)].map(({ index, 1: missing = "", 3: json = "" }) => ({
    where: `${path}:${text.slice(0, index).split("\n").length}`,
    value: read(json),
    missing: [...missing.matchAll(/"[^"]+"/g)].map(([name]) => name),
  }));
}

/** Keys and lists are shown without what is around them, as they are put into a file. */
function read(json: string): object {
  for (const text of [json, `{${json}}`, `[${json}]`]) {
    try {
      return JSON.parse(text) as object;
    } catch {
      // It is the next one.
    }
  }
  throw new Error(`this is no JSON, and no part of any:\n${json}`);
}

const consistsOf = (value: object, keys: readonly string[]) => Object.keys(value).every((key) => keys.includes(key));

/** What an example adds to shop.json; undefined when it is something else. */
export function shopPart({ value }: Example): Record<string, object> | undefined {
  return consistsOf(value, Object.keys(shopSchema.shape)) ? (value as Record<string, object>) : undefined;
}

/** What is put around steps, and around keys of a campaign. */
const AROUND = { name: "An example", start: { on: "purchase" }, steps: [{ send: "we-miss-you" }] };

/** What stands before a single step or a condition, which may speak of it. */
const BEFORE = [{ survey: "how-likely" }, { wait: "1 day" }, { send: "we-miss-you" }, { wait: "1 day" }];

/** The campaign that an example is, or is a part of; undefined for events, calls, and settings. */
export function campaignOf({ value }: Example): object | undefined {
  if (Array.isArray(value)) return { ...AROUND, steps: value };
  if ("type" in value || consistsOf(value, Object.keys({ ...shopSchema.shape, ...stageSchema.shape })))
    return undefined;
  if (consistsOf(value, Object.keys(campaignSchema.shape))) return { ...AROUND, ...value };
  if (STEP_KINDS.some((verb) => verb in value)) return { ...AROUND, steps: [...BEFORE, value] };
  return { ...AROUND, steps: [...BEFORE, { branch: [{ if: value, steps: [{ tag: "asked" }] }] }] };
}
