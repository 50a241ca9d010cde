import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import type { LibraryCampaign } from "../../../lib/project/library.ts";
import { Refused } from "../refused.ts";
import { called } from "./called.ts";
import { type Names, renamed } from "./rename.ts";

/** A file to be written into the shop's folder: its path there, and what it says. */
export interface Copy {
  path: string;
  text: string;
}

export interface Plan {
  copies: Copy[];
  /** Files that are there with the same words. */
  same: string[];
}

const NAME_LENGTH = 40;

/** Names of the copies: the library's own, or under `as` ones that stand in nobody's way. Throws Refused. */
export function namesFor({ campaign, templates }: LibraryCampaign, as: string | undefined): Names {
  if (as === undefined) return { id: campaign.id, templates: new Map() };
  const named = templates.map((name) => [name, name === campaign.id ? as : `${as}-${name}`] as const);
  const long = named.find(([, name]) => name.length > NAME_LENGTH)?.[1];
  if (long !== undefined)
    throw new Refused(`--as ${as}: the template "${long}" would have more than ${NAME_LENGTH} characters; shorten it`);
  return { id: as, templates: new Map(named) };
}

/**
 * What is to be written. Nothing is overwritten: a file that is there and says something else stands in the way of all, but for
 * what templates share and schemas, which stay as the shop has them. Throws Refused.
 */
export async function planOf(
  library: string,
  project: string,
  { campaign, text, templates }: LibraryCampaign,
  names: Names,
): Promise<Plan> {
  const own: Copy[] = [{ path: campaignFile(names), text: renamed(text, names) }];
  for (const template of templates) {
    const to = `templates/${names.templates.get(template) ?? template}`;
    own.push(...(await filesOf(library, `templates/${template}`, to)));
  }
  const shared = [
    ...(await filesOf(library, "templates/_theme", "templates/_theme")),
    ...(await filesOf(library, "schema", "schema")),
  ];
  const plan: Plan = { copies: [], same: [] };
  const inTheWay: string[] = [];
  for (const copy of own) {
    const there = await textOf(join(project, copy.path));
    if (there === undefined) plan.copies.push(copy);
    else if (there === copy.text) plan.same.push(copy.path);
    else inTheWay.push(copy.path);
  }
  if (inTheWay.length > 0) throw standsInTheWay(inTheWay, project, campaign.id, names.id);
  for (const copy of shared) if ((await textOf(join(project, copy.path))) === undefined) plan.copies.push(copy);
  return plan;
}

export function campaignFile({ id }: Pick<Names, "id">): string {
  return `campaigns/${id}.json`;
}

export function standsInTheWay(paths: readonly string[], project: string, id: string, wanted: string): Refused {
  const [first, ...others] = paths;
  const more = others.length === 0 ? "" : ` and ${others.length} more`;
  return new Refused(
    `${first} is there already${more}; nothing was copied. Take another name, under which nothing stands in the way: ` +
      `${called(project)} new ${id} --as ${suggestion(wanted)}`,
  );
}

/** It was copied before, and what shop.json must say for it was not pasted yet. */
export function onlyShopLacks(missing: object, project: string, id: string, as: string): Refused {
  const lacking = Object.entries(missing).map(([kind, named]) => `${kind} ${Object.keys(named).join(", ")}`);
  const copied = id === as ? `new ${id}` : `new ${id} --as ${as}`;
  return new Refused(
    `${campaignFile({ id: as })} is there already, as the library has it; nothing was copied. What shop.json lacks for it ` +
      `(${lacking.join("; ")}) is added by --write-shop: ${called(project)} ${copied} --write-shop`,
  );
}

function suggestion(wanted: string): string {
  return wanted.startsWith("my-") ? `${wanted}-2` : `my-${wanted}`;
}

async function filesOf(library: string, from: string, to: string): Promise<Copy[]> {
  const names = (await readdir(join(library, from))).filter((name) => !name.startsWith(".")).sort();
  return Promise.all(
    names.map(async (name) => ({ path: `${to}/${name}`, text: await readFile(join(library, from, name), "utf8") })),
  );
}

/** Undefined: nothing is there. Anything that is no file that can be read stands in the way. */
async function textOf(path: string): Promise<string | undefined> {
  const found = await stat(path).catch(() => undefined);
  if (found === undefined) return undefined;
  return found.isFile() ? readFile(path, "utf8").catch(() => "") : "";
}
