import { readdirSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { campaignSchema } from "../../lib/campaign/campaign.ts";
import { OWN_EVENTS } from "../../lib/campaign/event-facts.ts";
import { eventsOf, LIBRARY_FOLDER, readLibrary } from "../../lib/project/library.ts";

const library = await readLibrary();
const found = (id: string) => library.campaigns.find(({ campaign }) => campaign.id === id);

describe("the library", () => {
  it("is every campaign of this folder, by id", () => {
    const files = readdirSync(join(LIBRARY_FOLDER, "campaigns")).filter((name) => name.endsWith(".json"));
    expect(library.campaigns.map(({ campaign }) => `${campaign.id}.json`)).toEqual(files.sort());
  });

  it("says what a campaign sends, each template once, in reading order", () => {
    expect(found("win-back")?.templates.slice(0, 2)).toEqual(["we-miss-you", "vip-offer"]);
    for (const { templates } of library.campaigns) expect(new Set(templates).size).toBe(templates.length);
  });

  it("says what a shop must have for it, and has it in its own shop.json", () => {
    for (const { campaign, needs } of library.campaigns) {
      for (const topic of needs.topics) expect(library.shop.topics, campaign.id).toHaveProperty(topic);
      for (const coupon of needs.coupons) expect(library.shop.coupons, campaign.id).toHaveProperty(coupon);
      for (const webhook of needs.webhooks) expect(library.shop.webhooks, campaign.id).toHaveProperty(webhook);
    }
    expect(found("win-back")?.needs.topics).toContain("offers");
  });

  it("says which campaigns keep what one promises, to whoever promises it and nobody else", () => {
    const promising = library.campaigns.filter(({ needs }) => needs.campaigns.length > 0);
    expect(promising.map(({ campaign, needs }) => [campaign.id, needs.campaigns])).toEqual([
      ["invite-friends", ["advocate-thanks"]],
      ["nps", ["advocate-thanks"]],
    ]);
  });

  it("asks a shop for no event that everybody has, or that follows by itself", () => {
    for (const { needs } of library.campaigns)
      for (const name of ["purchase", "refund", "profile", "survey.answered", ...OWN_EVENTS])
        expect(needs.events).not.toContain(name);
  });

  it("cannot be read from a folder that is none", async () => {
    const folder = await mkdtemp(join(tmpdir(), "regulars-no-library-"));
    try {
      await expect(readLibrary(folder)).rejects.toThrow(/ENOENT/);
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});

it("the events that a campaign listens to are those of its start, stops, goal and waits, each once", () => {
  const campaign = campaignSchema.parse({
    id: "all",
    name: "All",
    start: { on: "one" },
    stop: [{ on: "two" }, { on: "one" }],
    goal: { on: "three", within: "3 days" },
    steps: [
      {
        waitFor: { on: "four" },
        within: "1 day",
        then: [{ waitFor: { on: "five" }, within: "1 day" }],
      },
    ],
  });
  expect(eventsOf(campaign)).toEqual(["one", "two", "three", "four", "five"]);
});
