import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Report } from "../../lib/operate/check/check.ts";
import { type Folder, givenFolder, regulars } from "./regulars.ts";

let shop: Folder;
beforeAll(async () => {
  shop = await givenFolder();
  await shop.file(
    "deploy.json",
    '{ "stages": { "prod": { "region": "eu-central-1", "trackingDomain": "go.bluecup.example" }, "test": { "region": "us-east-1" } } }',
  );
});
afterAll(() => shop.remove());

const rulesOf = ({ groups }: Report) => groups.flatMap(({ findings }) => findings.map(({ rule }) => rule));

describe.concurrent("regulars check", () => {
  it("says what it did not look at, which is no error", async () => {
    const { out, code } = await regulars(shop.path, "check", "--offline", "--stage", "prod");
    expect(out).toMatch(/ok +campaigns and templates: \d+ campaigns and \d+ templates have no faults/);
    expect(out).toMatch(/not looked at {2}DMARC record, [^:]*: run without --offline to look/);
    expect(code).toBe(0);
  });

  it("takes the tracking domain of the stage that is meant, by its name or its stack's", async () => {
    const run = async (...args: string[]): Promise<Report> =>
      JSON.parse((await regulars(shop.path, "check", "--offline", "--json", ...args)).out);
    expect(rulesOf(await run("--stage", "prod"))).toContain("tracking domain");
    expect(rulesOf(await run("--stack", "RegularsProd"))).toContain("tracking domain");
    expect(rulesOf(await run("--stage", "test"))).not.toContain("tracking domain");
    expect(rulesOf(await run("--stack", "RegularsOther"))).not.toContain("tracking domain");
  });

  it("ends with 1 when there is an error", async () => {
    const faulty = await givenFolder();
    await faulty.file("campaigns/empty.json", "{}");
    const { out, code } = await regulars(faulty.path, "check", "--offline", "--json");
    await faulty.remove();
    const { counts, groups } = JSON.parse(out) as Report;
    expect(counts.error).toBeGreaterThan(0);
    expect(groups[0]?.findings[0]).toMatchObject({
      rule: "campaigns and templates",
      level: "error",
      found: expect.stringContaining("campaigns/empty.json"),
    });
    expect(code).toBe(1);
  });

  it.each<[string, RegExp]>([
    ["check --stage prod --stack RegularsProd", /give --stack or --stage, not both/],
    ["check --offline", /there are 2 stages; name one: --stage prod or --stage test/],
    ["check --offline --stage prd", /there is no stage "prd"; did you mean "prod"\?/],
  ])("refuses %s in words", async (line, words) => {
    const { err, out, code } = await regulars(shop.path, ...line.split(" "));
    expect(err).toMatch(words);
    expect(out).toBe("");
    expect(code).toBe(2);
  });
});
