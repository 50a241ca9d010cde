import { describe, expect, it, test } from "vitest";
import { campaignSchema } from "../../lib/campaign/campaign.ts";
import { eventSchemaFor } from "../../lib/campaign/events.ts";
import { shopSchema } from "../../lib/campaign/shop.ts";
import { STAGES } from "../../lib/journey/advocacy/records.ts";
import type { Refusal } from "../../lib/journey/advocacy/referral.ts";
import { names, page } from "./pages.ts";

/** Its type misses none and has none too many. */
const REFUSALS: Record<Refusal, true> = {
  "unknown code": true,
  "own code": true,
  "not the first order": true,
  "same mailbox": true,
  "same card or address": true,
  "sent back before": true,
};

/** The names in the first column of the table under this heading. */
function firstColumn(doc: string, heading: string): string[] {
  const [, section = ""] = doc.split(`\n## ${heading}\n`);
  const rows = (section.split("\n## ")[0] ?? "").split("\n").filter((line) => line.startsWith("| `"));
  return rows.flatMap((row) => names(row.split("|")[1] ?? ""));
}

describe.each(["docs/stages.md", "docs/referrals.md"])("%s", (path) => {
  it("shows campaigns, events and keys of shop.json that are good ones", () => {
    const blocks = [...page(path).matchAll(/^```json\n(.*?)^```/gms)].map(([, text = ""]) => text);
    expect(blocks.length).toBeGreaterThan(2);
    for (const text of blocks) {
      const shown = JSON.parse(text.startsWith('"') ? `{${text}}` : text);
      if (text.startsWith('"')) {
        for (const [key, value] of Object.entries(shown)) {
          const schema = shopSchema.shape[key as "stages" | "referral"];
          expect(schema.safeParse(value).error, key).toBeUndefined();
        }
      } else if ("steps" in shown) expect(campaignSchema.safeParse(shown).error).toBeUndefined();
      else if ("branch" in shown) {
        const campaign = { id: "one", name: "One", start: { on: "purchase" }, steps: [shown] };
        expect(campaignSchema.safeParse(campaign).error).toBeUndefined();
      } else expect(eventSchemaFor(shown.type).safeParse(shown).error).toBeUndefined();
    }
  });
});

test("docs/stages.md names every stage, in the order in which they are asked", () => {
  expect(firstColumn(page("docs/stages.md"), "How a stage is found")).toEqual(STAGES.toReversed());
});

test("docs/referrals.md names every reason for which a purchase is refused as a friend's", () => {
  expect(firstColumn(page("docs/referrals.md"), "Who is a friend")).toEqual(Object.keys(REFUSALS));
});
