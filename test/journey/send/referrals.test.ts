import { describe, expect, it } from "vitest";
import { ensureCode } from "../../../lib/journey/advocacy/own-code.ts";
import { enroll } from "../../../lib/journey/enroll.ts";
import { keys } from "../../../lib/journey/keys.ts";
import type { TemplateData } from "../../../lib/journey/ports.ts";
import { send } from "../../../lib/journey/send.ts";
import { TWO_MAILS } from "../../support/campaigns.ts";
import { type Doubles, givenDoubles } from "../../support/doubles.ts";
import { purchase, START } from "../../support/events.ts";
import { givenAnnIn, givenRace, onEveryInterleaving } from "../../support/interleaving.ts";
import { messageFor } from "../../support/messages.ts";
import { recordsOf } from "../../support/records.ts";
import { givenCampaign } from "../../support/shop.ts";

const CAMPAIGNS = ["welcome", "other"].map((id) => givenCampaign({ ...TWO_MAILS, id }));

/** Ann and Bob, and what templates were told, by template. */
async function givenShop(): Promise<Doubles & { said: Map<string, TemplateData> }> {
  const shop = givenDoubles({ campaigns: CAMPAIGNS });
  for (const customer of ["ann", "bob"]) await enroll(shop.deps, purchase(customer));
  const said = new Map<string, TemplateData>();
  const { render } = shop.deps.templates;
  shop.deps.templates = {
    async render(template, locale, data) {
      said.set(template, data);
      return render(template, locale, data);
    },
  };
  return { ...shop, said };
}

const inviting = (customer: string, campaign = "welcome") =>
  messageFor(customer, { campaign, step: "bring-a-friend", referral: true });
const profileOf = ({ deps }: Pick<Doubles, "deps">, customer: string) => recordsOf(deps.table).profile(customer);

describe("an invitation", () => {
  it("carries the customer's own code and link, which nothing of the customer is in", async () => {
    const shop = await givenShop();
    expect(await send(shop.deps, inviting("ann"))).toBe("sent");
    const { referral } = shop.said.get("bring-a-friend") ?? {};
    expect(referral?.code).toMatch(/^[0-9A-HJKMNP-TV-Z]{8}$/);
    expect(referral?.url).toBe(`https://bluecup.example/r/${referral?.code}`);
    expect(await shop.deps.table.get(keys.code(referral?.code ?? ""))).toMatchObject({
      kind: "referral",
      customer: "ann",
    });
  });

  it("has the same code ever after, and others have others", async () => {
    const shop = await givenShop();
    await send(shop.deps, inviting("ann"));
    const { referral, rev } = await profileOf(shop, "ann");
    await send(shop.deps, inviting("ann", "other"));
    expect(await profileOf(shop, "ann")).toMatchObject({ referral, rev });
    await send(shop.deps, inviting("bob"));
    expect((await profileOf(shop, "bob")).referral).not.toBe(referral);
  });

  it("makes no code when it may not go out", async () => {
    const shop = await givenShop();
    const rules = { hours: "20:00-21:00", ifClosed: "drop" as const, lateAfterSeconds: 86_400 };
    expect(await send(shop.deps, { ...inviting("ann"), rules })).toBe("closed");
    expect((await profileOf(shop, "ann")).referral).toBeUndefined();
  });

  it("is the only message that makes one", async () => {
    const shop = await givenShop();
    await send(shop.deps, messageFor("ann"));
    expect((await profileOf(shop, "ann")).referral).toBeUndefined();
    expect(shop.said.get("hello")).not.toHaveProperty("referral");
  });

  it("of two campaigns at once makes one code, while the customer buys", async () => {
    await onEveryInterleaving(200, async (scheduler) => {
      const ann = await givenAnnIn(CAMPAIGNS);
      const race = givenRace(ann.deps, scheduler);
      const codes = new Set<string>();
      race.deps.links = { ...race.deps.links, referral: (code) => `https://${codes.add(code).size}.example` };
      for (const campaign of ["welcome", "other"]) {
        race.enters(campaign, () => send(race.deps, inviting("ann", campaign)));
      }
      race.enters("purchase", () => enroll(race.deps, purchase("ann", { at: START + 1 })));
      await race.settles();
      expect(ann.mailer.taken).toHaveLength(2);
      expect([...codes]).toEqual([(await profileOf(ann, "ann")).referral]);
      expect((await profileOf(ann, "ann")).orders).toBe(2);
    });
  });
});

describe("a customer's own code", () => {
  it("is drawn again when it is somebody's", async () => {
    const shop = await givenShop();
    const drawn = ["TAKEN000", "TAKEN000", "FREE0000"];
    const draw = () => drawn.shift() ?? "";
    await ensureCode(shop.deps, "bob", await profileOf(shop, "bob"), () => "TAKEN000");
    expect(await ensureCode(shop.deps, "ann", await profileOf(shop, "ann"), draw)).toBe("FREE0000");
    expect(await shop.deps.table.get(keys.code("TAKEN000"))).toMatchObject({ customer: "bob" });
  });

  it("is not drawn for ever", async () => {
    const shop = await givenShop();
    const taken = () => "TAKEN000";
    await ensureCode(shop.deps, "bob", await profileOf(shop, "bob"), taken);
    const asked = ensureCode(shop.deps, "ann", await profileOf(shop, "ann"), taken);
    await expect(asked).rejects.toThrow("no code in 10 tries");
    expect((await profileOf(shop, "ann")).referral).toBeUndefined();
  });

  it("is not made for who was erased, and leads to nobody", async () => {
    const shop = await givenShop();
    const read = await profileOf(shop, "ann");
    await shop.deps.table.write({ delete: keys.profile("ann") });
    expect(await ensureCode(shop.deps, "ann", read, () => "LATE0000")).toBeUndefined();
    expect(await ensureCode(shop.deps, "ann", undefined)).toBeUndefined();
    expect(await shop.deps.table.get(keys.code("LATE0000"))).toBeUndefined();
    expect(await shop.deps.table.get(keys.profile("ann"))).toBeUndefined();
  });

  it("is one eight digits long, by chance", async () => {
    const shop = await givenShop();
    const codes = await Promise.all(
      ["ann", "bob"].map(async (customer) => ensureCode(shop.deps, customer, await profileOf(shop, customer))),
    );
    expect(new Set(codes).size).toBe(2);
    for (const code of codes) expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{8}$/);
  });
});
