import { describe, expect, it } from "vitest";
import { checkAll } from "../../lib/campaign/check.ts";
import { say } from "../../lib/campaign/faults.ts";
import { checkThanked, hearsOfFriends, invites } from "../../lib/project/thanked.ts";

const INVITING = [{ wait: "3 days" }, { branch: [{ if: { opened: "hello" }, steps: [{ referral: "friend" }] }] }];

function checked(...campaigns: { id: string; on?: string; steps: object[] }[]) {
  const files = campaigns.map(({ id, on = "purchase", steps }) => ({
    path: `campaigns/${id}.json`,
    text: JSON.stringify({ id, name: id, start: { on }, steps }, null, 2),
  }));
  const { campaigns: read, faults } = checkAll(files, ["hello", "friend", "thanks"]);
  expect(faults.map(say)).toEqual([]);
  return read;
}

const said = (...campaigns: Parameters<typeof checked>) => checkThanked(checked(...campaigns)).map(say);
const inviting = (id: string) => ({ id, steps: [{ send: "hello" }, ...INVITING, { referral: "friend", id: "again" }] });

describe("what is promised for friends", () => {
  it("is kept by a campaign of the project, or it is a fault of each that promises, at its first invitation", () => {
    const words =
      "whoever brings a friend is promised something, and no campaign starts on referral.converted; copy one (npx regulars new advocate-thanks), or write one of your own";
    expect(said(inviting("one"), inviting("two"))).toEqual([
      `campaigns/one.json:22 steps[2].branch[0].steps[0].referral: ${words}`,
      `campaigns/two.json:22 steps[2].branch[0].steps[0].referral: ${words}`,
    ]);
    expect(said(inviting("one"), { id: "kept", on: "referral.converted", steps: [{ send: "thanks" }] })).toEqual([]);
  });

  it("is not kept by waiting for a friend, who may come when nobody waits any more", () => {
    const waits = { waitFor: { on: "referral.converted" }, within: "14 days", then: [{ send: "thanks" }] };
    expect(said({ id: "one", steps: [{ referral: "friend" }, waits] })).toHaveLength(1);
  });

  it("is nothing where nobody is invited", () => {
    expect(said({ id: "one", steps: [{ send: "hello" }] })).toEqual([]);
  });
});

it("campaigns invite and hear of friends by their own steps and starts", () => {
  const [one, two] = checked(inviting("one"), { id: "two", on: "referral.converted", steps: [{ send: "thanks" }] });
  if (one === undefined || two === undefined) throw new Error("two were given");
  expect([invites(one.campaign), hearsOfFriends(one.campaign)]).toEqual([true, false]);
  expect([invites(two.campaign), hearsOfFriends(two.campaign)]).toEqual([false, true]);
});
