import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { suggest } from "../../../lib/campaign/reading/suggest.ts";
import type { Shop } from "../../../lib/campaign/shop.ts";
import { sampleData } from "../../../lib/email/sample.ts";
import type { Template } from "../../../lib/email/template.ts";
import type { TemplateData } from "../../../lib/journey/ports.ts";
import { refusedFile } from "../files.ts";
import { databaseOf } from "../local/database.ts";
import { EXIT } from "../output.ts";
import type { LoadedProject } from "../project.ts";
import { Refused } from "../refused.ts";

/** Parts of a message's data, each laid over the made-up one key by key. */
export type Given = { [Part in keyof TemplateData]?: Partial<TemplateData[Part]> };

const PARTS = ["customer", "order", "event", "with", "shop", "links"] as const;
const EXAMPLE = 'such as {"with": {"percent": 20}}';

/** What `--data` says. Throws Refused. */
export async function givenData(file: string): Promise<Given> {
  const text = await readFile(file, "utf8").catch((error: unknown) => {
    throw refusedFile(error, "--data", file, "read");
  });
  const value = parsed(file, text);
  if (!isObject(value)) throw new Refused(`--data ${file}: a JSON object was expected, ${EXAMPLE}`, EXIT.faults);
  for (const [part, content] of Object.entries(value)) {
    if (!PARTS.some((known) => known === part)) {
      const meant = suggest(part, PARTS);
      const fix = meant === undefined ? `parts are ${PARTS.join(", ")}` : `did you mean "${meant}"?`;
      throw new Refused(`--data ${file}: messages know no "${part}"; ${fix}`, EXIT.faults);
    }
    if (!isObject(content)) throw new Refused(`--data ${file}: "${part}" must be an object, ${EXAMPLE}`, EXIT.faults);
  }
  return value;
}

/** What the local server knows about a customer. Throws Refused. */
export async function keptData({ folder, shop }: LoadedProject, customer: string, db: string): Promise<Given> {
  const path = databaseOf({ project: folder, db });
  if (!existsSync(path)) {
    throw new Refused(`--customer: there is no ${path} yet; the local server writes it: npm start`, EXIT.faults);
  }
  const { readCustomer } = await import("../../../lib/local/customer.ts");
  const { UnreadableDatabase } = await import("../../../lib/local/read-only.ts");
  const found = await readCustomer(path, customer, shop).catch((error: unknown) => {
    throw error instanceof UnreadableDatabase ? new Refused(`--db: ${error.message}`) : error;
  });
  if (found !== undefined) return found as Given;
  throw new Refused(
    `no customer "${customer}" in ${path}; the page Customers of the local server lists them`,
    EXIT.faults,
  );
}

/** The made-up data, what the server knows laid over it, and over that what the user gave. */
export function overSample(
  template: Template,
  shop: Shop,
  locale: string | undefined,
  kept: Given,
  given: Given,
): Partial<TemplateData> {
  const sample: Partial<TemplateData> = sampleData(template, shop, locale);
  // A customer of the server is taken whole: the sample's name is not theirs.
  const base = { ...sample, ...kept };
  const laid = Object.entries(given).map(([part, content]) => {
    const below = base[part as keyof TemplateData];
    return [part, { ...(isObject(below) ? below : {}), ...(content as object) }];
  });
  return { ...base, ...Object.fromEntries(laid) };
}

function parsed(file: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Refused(`--data ${file}: ${(error as Error).message}; give a file of JSON, ${EXAMPLE}`, EXIT.faults);
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
