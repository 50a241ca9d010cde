import { hash } from "node:crypto";
import type { Compiled } from "../../lib/compiler/compiled.ts";
import { diagram } from "../../lib/compiler/diagram.ts";
import type { Rates } from "../../lib/email/template.ts";
import type { LibraryCampaign } from "../../lib/project/library.ts";
import { DEFAULT_RATES } from "../../lib/simulate/rates.ts";
import { linked } from "./table.ts";

/** What a page says of a template. */
export interface Sent {
  description: string;
  kind: string;
  topic?: string | undefined;
  rates?: Rates | undefined;
}

/** The campaign as it is drawn. */
export function diagramPart({ campaign }: Pick<LibraryCampaign, "campaign">): string {
  return `\`\`\`mermaid\n${diagram(campaign)}\`\`\``;
}

/** The messages of a campaign, in reading order. */
export function messagesPart(templates: readonly string[], of: ReadonlyMap<string, Sent>): string {
  const rows = templates.map((name) => {
    const { description, kind, topic } = sent(of, name);
    return `| [\`${name}\`](../../templates/${name}) | ${topic === undefined ? kind : `\`${topic}\``} | ${description} |`;
  });
  return ["| Message | Topic | |", "| --- | --- | --- |", ...rows].join("\n");
}

/** What a shop must have, as a list. */
export function needsPart({ needs, campaign }: Pick<LibraryCampaign, "needs" | "campaign">): string {
  const lines = [
    `- It starts on \`${campaign.start.on}\`.`,
    ...Object.entries(needs).flatMap(([kind, names]: [string, string[]]) => {
      const written = names.map((name) => (kind === "campaigns" ? linked(name) : `\`${name}\``));
      return written.length === 0 ? [] : [`- ${WORDS[kind]}: ${written.join(", ")}.`];
    }),
  ];
  return lines.join("\n");
}

const WORDS: Readonly<Record<string, string>> = {
  events: "Events of your own that it listens to",
  topics: "Topics in `shop.json`",
  coupons: "Coupons in `shop.json`",
  webhooks: "Webhooks in `shop.json`",
  campaigns: "Beside it, another campaign that keeps what it promises",
};

/**
 * Names what simulated figures come from, so that stale ones are noticed without simulating again: the campaigns as compiled, and
 * how their readers are supposed to react. 12 hexadecimal digits.
 */
export function originOf(
  campaigns: readonly Pick<Compiled, "rules">[],
  templates: readonly string[],
  of: ReadonlyMap<string, Sent>,
): string {
  const versions = campaigns.map(({ rules }) => `${rules.campaign} ${rules.version}`).sort();
  const rates = [...templates].sort().map((name) => [name, sent(of, name).rates ?? null]);
  return hash("sha256", JSON.stringify([versions, rates, DEFAULT_RATES]), "hex").slice(0, 12);
}

/** The page with what stands between `<!-- name -->` and `<!-- /name -->` replaced; `note` stands beside the first name. */
export function withPart(page: string, name: string, body: string, note = ""): string {
  const place = placeOf(name);
  if (!place.test(page)) throw new Error(`the page has no place <!-- ${name} --> … <!-- /${name} -->`);
  return page.replace(place, () => `<!-- ${name}${note && ` ${note}`} -->\n\n${body}\n\n<!-- /${name} -->`);
}

/** What stands there, and the note. */
export function partOf(page: string, name: string): { body: string; note: string } | undefined {
  const found = placeOf(name).exec(page);
  return found === null ? undefined : { note: found[1] ?? "", body: (found[2] ?? "").trim() };
}

function placeOf(name: string): RegExp {
  return new RegExp(`<!-- ${name}(?: ([0-9a-f]+))? -->(.*?)<!-- /${name} -->`, "s");
}

function sent(of: ReadonlyMap<string, Sent>, name: string): Sent {
  const found = of.get(name);
  if (found === undefined) throw new Error(`no template ${name}`);
  return found;
}
