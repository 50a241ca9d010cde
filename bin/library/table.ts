import type { LibraryCampaign } from "../../lib/project/library.ts";

/** The table of all campaigns, those of the same stage together. */
export function indexPart(campaigns: readonly LibraryCampaign[]): string {
  const rows = ["purchase", "retention", "advocacy", undefined].flatMap((stage) =>
    campaigns
      .filter(({ campaign }) => campaign.stage === stage)
      .map(({ campaign: { id, name, start }, needs }) => {
        const own = [...needs.events, ...needs.coupons].map((word) => `\`${word}\``);
        const others = needs.campaigns.map(linked);
        return `| ${linked(id)} | ${name} | ${stage ?? ""} | \`${start.on}\` | ${[...own, ...others].join(", ")} |`;
      }),
  );
  return ["| Campaign | | Stage | Starts on | Needs besides |", "| --- | --- | --- | --- | --- |", ...rows].join("\n");
}

/** Another campaign of the library, as its neighbours' pages name it. */
export function linked(id: string): string {
  return `[\`${id}\`](${id}.md)`;
}
