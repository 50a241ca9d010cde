import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Folder, givenFolder, regulars } from "./regulars.ts";

let shop: Folder;
beforeAll(async () => {
  shop = await givenFolder();
});
afterAll(() => shop.remove());

describe.concurrent("a command on a stack is refused in words before anything is asked of AWS", () => {
  it.each<[string, RegExp]>([
    ["status", /required option '--stack <name>' not specified/],
    ["pause --stack X", /pause: name a campaign, or give --all/],
    ["resume welcome --all --stack X", /resume: give one of a campaign, --all and --marketing/],
    ["backfill win-bak --stack X", /no campaign "win-bak"; did you mean "win-back"\?/],
    ["forget c-42 --stack X", /this erases everything about c-42 in X.*add --yes/],
    ["redrive --stack X --discard of", /"of" would mean too much/],
    ["tidy --stack X --profile no-such-profile --region eu-central-1", /no AWS credentials that work.*--profile/],
  ])("%s", async (line, words) => {
    const ended = await regulars(shop.path, ...line.split(" "));
    expect(ended.err).toMatch(words);
    expect(ended.err).not.toMatch(/^ {4}at |fault of Regulars, not/m);
    expect(ended.out).toBe("");
    expect(ended.code).toBe(2);
  });
});

it("--json answers also a command that was refused", async () => {
  const { out, code } = await regulars(shop.path, "forget", "c-42", "--stack", "X", "--json");
  expect(JSON.parse(out)).toMatchObject({ error: expect.stringContaining("add --yes"), faults: [] });
  expect(code).toBe(2);
});
