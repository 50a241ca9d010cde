import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { renamed } from "../../bin/commands/new/rename.ts";
import { loadProject } from "../../lib/project/load.ts";
import { type Ended, regulars } from "./regulars.ts";

const CACHE = join(tmpdir(), "regulars-test-cache");

/** A folder with nothing in it but the way to templates that were compiled before. */
async function givenEmpty(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), "regulars-new-"));
  await mkdir(CACHE, { recursive: true });
  await mkdir(join(path, ".regulars"));
  await symlink(CACHE, join(path, ".regulars", "cache"));
  return path;
}

const json = async (folder: string, file: string) => JSON.parse(await readFile(join(folder, file), "utf8"));

let folder: string;
let listed: Ended;
let first: Ended;
let again: Ended;
let alone: Ended;
let half: Ended;
let halfAgain: Ended;
let mended: Ended;
let second: Ended;
beforeAll(async () => {
  folder = await givenEmpty();
  listed = await regulars(folder, "new", "--json");
  first = await regulars(folder, "new", "win-back", "--shop");
  again = await regulars(folder, "new", "win-back");
  alone = await regulars(folder, "new", "invite-friends", "--write-shop");
  half = await regulars(folder, "new", "advocate-thanks");
  halfAgain = await regulars(folder, "new", "advocate-thanks");
  mended = await regulars(folder, "new", "advocate-thanks", "--write-shop");
  second = await regulars(folder, "--json", "new", "nps", "--as", "ask", "--write-shop");
}, 60_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

describe("regulars new", () => {
  it("lists the library without a name: what each is for, and what it needs", async () => {
    const offers = JSON.parse(listed.out) as { id: string; purpose: string; needs: { events: string[] } }[];
    expect(offers.map(({ id }) => id)).toEqual(expect.arrayContaining(["thank-you", "win-back", "nps"]));
    expect(offers.every(({ purpose }) => purpose.length > 10)).toBe(true);
    expect(offers.find(({ id }) => id === "review-request")?.needs.events).toContain("delivery.completed");
    const { out } = await regulars(folder, "new");
    for (const line of out.split("\n")) expect(line.length, line).toBeLessThanOrEqual(100);
    for (const { id } of offers) expect(out).toContain(`  ${id}: `);
  });

  it("makes of an empty folder a project that is right", async () => {
    expect(first).toMatchObject({ code: 0, err: "" });
    expect(first.out).toContain("wrote  campaigns/win-back.json");
    expect(first.out).toContain("wrote  shop.json");
    expect(Object.keys((await json(folder, "shop.json")).topics)).toContain("offers");
    const { faults, campaigns } = await loadProject(folder);
    expect(faults).toEqual([]);
    expect(campaigns.map(({ campaign }) => campaign.id)).toEqual([
      "advocate-thanks",
      "ask",
      "invite-friends",
      "win-back",
    ]);
  });

  it("overwrites nothing, and says which file stands in the way and how to take another name", () => {
    expect(again.code).toBe(2);
    expect(again.err).toMatch(
      /^campaigns\/win-back\.json is there already; nothing was copied\. .*npx --prefix \S+ regulars new win-back --as my-win-back$/m,
    );
  });

  it("gives a copy names of its own, and all that refers to them", async () => {
    expect(second.code).toBe(0);
    const campaign = await json(folder, "campaigns/ask.json");
    expect(campaign.id).toBe("ask");
    expect(JSON.stringify(campaign)).toContain('{"survey":"ask-how-likely"}');
    expect(JSON.stringify(campaign)).not.toMatch(/"how-likely"/);
    expect(await json(folder, "templates/ask-how-likely/template.json")).toHaveProperty("description");
  });

  it("adds to shop.json what is missing and nothing else", async () => {
    const shop = await json(folder, "shop.json");
    expect(Object.keys(shop.topics)).toEqual(expect.arrayContaining(["offers", "reviews"]));
    expect(Object.keys(shop.events)).toEqual(["case.resolved"]);
    expect(JSON.parse(second.out)).toMatchObject({ id: "ask", missing: {}, beside: [], faults: [] });
  });

  it("says what of a shop.json that it made is the example's, key by key, and keeps customers out of git", async () => {
    const shop = await json(folder, "shop.json");
    expect(first.out).toContain(`\n  from              ${JSON.stringify(shop.from)}\n`);
    expect(first.out).toContain(`\n  referral.landing  ${JSON.stringify(shop.referral.landing)}\n`);
    expect(first.out).toMatch(/^Then see whether .*: consent, .*sending, topics, coupons\./m);
    expect(await readFile(join(folder, ".gitignore"), "utf8")).toBe(".regulars/\n");
    expect(alone.out).not.toContain("referral.landing");
  });

  it("says which other campaign keeps what one promises, while none of the folder does", () => {
    expect(alone.code).toBe(1);
    expect(alone.out).toMatch(
      /^It needs advocate-thanks beside it, .*: npx --prefix \S+ regulars new advocate-thanks --write-shop$/m,
    );
    expect(alone.out).toMatch(/^campaigns\/invite-friends\.json:\d+ .* no campaign starts on referral\.converted; /m);
    expect(half.out).not.toContain("beside it");
  });

  it("prints what shop.json must say, without --write-shop, and shows what is wrong", () => {
    expect(half.out).toMatch(/Add to shop\.json.*"coupons": \{\n {4}"thanks-10"/s);
    expect(half.out).toMatch(/campaigns\/advocate-thanks\.json:\d+ .*thanks-10/);
    expect(half.code).toBe(1);
  });

  it("says again that only shop.json lacks something, and with --write-shop writes no more than that", () => {
    expect(halfAgain).toMatchObject({ code: 2, out: "" });
    expect(halfAgain.err).toMatch(
      /^campaigns\/advocate-thanks\.json is there already, .*\(coupons thanks-10\) is added by .* new advocate-thanks --write-shop$/m,
    );
    expect(mended.code).toBe(0);
    expect(mended.out).toMatch(/^wrote {2}shop\.json\nsame {3}campaigns\/advocate-thanks\.json$/m);
  });
});

describe("a mistake", () => {
  it.each<[string[], RegExp]>([
    [["winback"], /no campaign in the library "winback"; did you mean "win-back"\?/],
    [["nps", "--as", "My NPS"], /--as: "My NPS" is not a name/],
    [["nps", "--as", "a-name-of-thirty-five-characters-ok"], /more than 40 characters; shorten it/],
    [["nps", "--shop"], /shop\.json is there already/],
    [["--write-shop"], /which campaign\?/],
  ])("%j is answered in words, and nothing is written", async (args, words) => {
    const ended = await regulars(folder, "new", ...args);
    expect(ended).toMatchObject({ code: 2, out: "" });
    expect(ended.err).toMatch(words);
  });

  it("such as a folder without a shop.json is told how to make one", async () => {
    const empty = await givenEmpty();
    try {
      const ended = await regulars(empty, "new", "thank-you");
      expect(ended).toMatchObject({ code: 2, out: "" });
      expect(ended.err).toMatch(/no shop\.json in this folder; .* --shop$/m);
      await writeFile(join(empty, "shop.json"), "{");
      expect(await regulars(empty, "new", "thank-you")).toMatchObject({ code: 1, out: "" });
    } finally {
      await rm(empty, { recursive: true, force: true });
    }
  });
});

describe("a renamed campaign", () => {
  const names = { id: "mine", templates: new Map([["ask", "mine-ask"]]) };

  it("keeps every other character as it was", () => {
    const text = '{ "id": "old",\n  "name": "old",\n  "steps": [{ "survey": "ask" }, { "wait": "3 days" }] }\n';
    expect(renamed(text, names)).toBe(text.replace('"id": "old"', '"id": "mine"').replace('"ask"', '"mine-ask"'));
  });

  it("asks of its own messages and answers, and of steps by their ids as before", () => {
    const text = JSON.stringify({
      id: "old",
      start: { on: "survey.answered", if: { "event.survey": "ask" } },
      stop: [
        { on: "coupon.redeemed", if: { "event.campaign": "old" } },
        { on: "x", if: { "event.campaign": "other" } },
      ],
      steps: [{ send: "ask" }, { branch: [{ if: { any: [{ clicked: "ask" }, { promoter: "other" }] }, steps: [] }] }],
    });
    expect(JSON.parse(renamed(text, names))).toEqual({
      id: "mine",
      start: { on: "survey.answered", if: { "event.survey": "mine-ask" } },
      stop: [
        { on: "coupon.redeemed", if: { "event.campaign": "mine" } },
        { on: "x", if: { "event.campaign": "other" } },
      ],
      steps: [
        { send: "mine-ask" },
        { branch: [{ if: { any: [{ clicked: "mine-ask" }, { promoter: "other" }] }, steps: [] }] },
      ],
    });
    const withId = '{"id":"old","steps":[{"send":"ask","id":"ask"},{"waitFor":{"clicked":"ask"},"within":"1 day"}]}';
    expect(renamed(withId, names)).toBe(
      '{"id":"mine","steps":[{"send":"mine-ask","id":"ask"},{"waitFor":{"clicked":"ask"},"within":"1 day"}]}',
    );
  });
});
