import type { LibraryCampaign } from "../../lib/project/library.ts";

/** The table of all campaigns, those of the same stage together. */
export function indexPart(campaigns: readonly LibraryCampaign[]): string {
  const rows = ["purchase", "retention", "advocacy", undefined].flatMap((stage) =>
    campaigns
      .filter(({ campaign }) => campaign.stage === stage)
      .map(({ campaign: { id, name, start }, needs }) => {
        const own = [...needs.events, ...needs.coupons].map((word) => `\`${word}\``).join(", ");
        return `| [\`${id}\`](${id}.md) | ${name} | ${stage ?? ""} | \`${start.on}\` | ${own} |`;
      }),
  );
  return ["| Campaign | | Stage | Starts on | Needs besides |", "| --- | --- | --- | --- | --- |", ...rows].join("\n");
}
