import { expect, test } from "vitest";
import { campaignSchema } from "../../lib/campaign/campaign.ts";
import { eventSchemaFor } from "../../lib/campaign/events.ts";
import { GROUPS } from "../../lib/campaign/holds.ts";
import { shopSchema } from "../../lib/campaign/shop.ts";
import { names, page } from "./pages.ts";

const doc = page("docs/surveys.md");
const blocks = [...doc.matchAll(/^```json\n(.*?)^```/gms)].map(([, text = ""]) => text);

test("the campaign and the event that docs/surveys.md shows are good ones", () => {
  const shown = blocks.filter((text) => text.startsWith("{")).map((text) => JSON.parse(text));
  const [campaign, event] = shown;
  expect(shown).toHaveLength(2);
  expect(campaignSchema.safeParse(campaign).error).toBeUndefined();
  expect(eventSchemaFor(event.type).safeParse(event).error).toBeUndefined();
  const keys = JSON.parse(`{${blocks.find((text) => text.startsWith('"'))}}`);
  expect(shopSchema.shape.surveys.safeParse(keys.surveys).error).toBeUndefined();
});

test("docs/surveys.md names every kind of survey with its groups", () => {
  const rows = doc.split("\n").flatMap((line) => {
    const [, kind = "", , , groups = ""] = line.split("|");
    return Object.hasOwn(GROUPS, names(kind)[0] ?? "") ? [[names(kind)[0], names(groups)]] : [];
  });
  expect(Object.fromEntries(rows)).toEqual(GROUPS);
});
