import { describe, expect, it } from "vitest";
import { exportCustomer } from "../../lib/journey/export.ts";
import { pause } from "../../lib/journey/pause.ts";
import { TWO_MAILS, WIN_BACK } from "../support/campaigns.ts";
import { HOUR, learned, purchase, says } from "../support/events.ts";
import { givenTold } from "../support/told.ts";
import { world } from "../support/world.ts";

describe("an export", () => {
  it("has what they said on consent, oldest first, with its evidence and times to read", async () => {
    const shop = world({ campaigns: [] });
    const at = shop.now();
    const wording = "Send me offers.";
    const yes = { marketing: true, at: new Date(at).toISOString(), source: "checkout", by: "till 3", wording };
    await shop.tells(purchase("ann", { customer: { email: "ann@mail.example", consent: yes } }));
    await shop.passes(2 * HOUR);
    await shop.tells(learned("ann", says(false, at + HOUR), { at: at + HOUR }));
    const { consent } = await exportCustomer(shop.deps, "ann", givenTold());
    const seen = new Date(at).toISOString();
    expect(consent.map(({ marketing }) => marketing)).toEqual([true, false]);
    expect(consent[0]).toEqual({ ...yes, event: expect.any(String), email: "ann@mail.example", seen });
  });

  it("has what a pause holds of theirs, of nobody else, without its token", async () => {
    const shop = world({ campaigns: [TWO_MAILS, WIN_BACK] });
    await pause(shop.deps, "all");
    for (const who of ["ann", "bob"]) await shop.tells(purchase(who));
    await shop.passes(HOUR);
    const { held } = await exportCustomer(shop.deps, "ann", givenTold());
    expect(held).toEqual([{ campaign: "welcome", enrollment: expect.any(String), since: expect.stringMatching(/Z$/) }]);
  });

  it("says in sentences whether their address is mailed, and why not", async () => {
    const shop = world({ campaigns: [TWO_MAILS] });
    await shop.tells(purchase("ann"));
    const mailing = async (who = "ann") => (await exportCustomer(shop.deps, who, givenTold())).mailing;
    expect(await mailing()).toEqual(["Nothing is known against mailing this address."]);
    expect(await mailing("nobody")).toEqual(["No address is known, so that no message can be sent."]);
    const message = shop.sendId("ann", "hello");
    const at = shop.now();
    await shop.engages({ fact: "bounced", message, at, kind: "soft" });
    expect(await mailing()).toEqual([
      `Messages came back that may get through another time: ${new Date(at).toISOString()}.`,
    ]);
    await shop.engages({ fact: "complained", message, at });
    const told = await mailing();
    expect(told[0]).toBe(`No message is sent to this address since ${new Date(at).toISOString()}: complained.`);
    expect(told[1]).toContain("said no to marketing");
  });

  it("changes nothing", async () => {
    const shop = world({ campaigns: [TWO_MAILS] });
    await shop.tells(purchase("ann"));
    const before = (await shop.table.query("customer#ann", { prefix: "" })).items;
    await exportCustomer(shop.deps, "ann", givenTold());
    expect((await shop.table.query("customer#ann", { prefix: "" })).items).toEqual(before);
  });
});
