import { describe, expect, it } from "vitest";
import type { SendMessage } from "../../../lib/compiler/compiled.ts";
import { enroll } from "../../../lib/journey/enroll.ts";
import { send } from "../../../lib/journey/send.ts";
import { stopJourneys } from "../../../lib/journey/stop.ts";
import { type Doubles, givenDoubles } from "../../support/doubles.ts";
import { DAY, HOUR, purchase, START } from "../../support/events.ts";
import { messageFor } from "../../support/messages.ts";
import { recordsOf } from "../../support/records.ts";
import { type Authored, givenCampaign, givenShop, type Kinds } from "../../support/shop.ts";
import { world } from "../../support/world.ts";

const LIMITED = { sending: { atMost: "1 per 7 days" } } as const;
const HIGH = { id: "high", priority: "high", steps: [{ send: "vip" }] } satisfies Authored;
const LOW = { id: "low", priority: "low", steps: [{ send: "news" }] } satisfies Authored;

async function givenBoth(high: Partial<Authored> = {}, kinds: Kinds = {}): Promise<Doubles> {
  const campaigns = [{ ...HIGH, ...high }, LOW].map((one) => givenCampaign(one, givenShop(LIMITED), kinds));
  const ann = givenDoubles({ campaigns, shop: LIMITED });
  await enroll(ann.deps, purchase("ann"));
  return ann;
}

const caps: SendMessage["rules"] = { caps: [{ of: "shop", count: 1, seconds: 7 * 86_400 }], lateAfterSeconds: 86_400 };
const sends = (ann: Doubles, campaign: "high" | "low", rules: Partial<SendMessage["rules"]> = {}) => {
  const step = campaign === "high" ? "vip" : "news";
  const priority = campaign === "high" ? 1 : -1;
  return send(ann.deps, messageFor("ann", { campaign, step, rules: { ...caps, priority, ...rules } }));
};

describe("of two campaigns that want the last place of the shop's limit", () => {
  it("the one of higher priority has it, whichever comes first", async () => {
    const lowFirst = await givenBoth();
    expect([await sends(lowFirst, "low"), await sends(lowFirst, "high")]).toEqual(["gave way", "sent"]);
    const highFirst = await givenBoth();
    expect([await sends(highFirst, "high"), await sends(highFirst, "low")]).toEqual(["sent", "too many"]);
    const [news] = (await recordsOf(lowFirst.deps.table).sends("ann")).filter(({ step }) => step === "news");
    expect(news).toMatchObject({ state: "withheld", reason: "gave way", to: "high" });
  });

  it("the other one waits an hour, where it is to wait", async () => {
    const ann = await givenBoth();
    expect(await sends(ann, "low", { ifTooMany: "defer" })).toBe("deferred");
    expect(ann.answers.get("token-news")).toBe(`Deferred: ${new Date(START + HOUR).toISOString()}`);
  });

  it("there is room for both where the limit has two places left", async () => {
    const ann = await givenBoth();
    expect(await sends(ann, "low", { caps: [{ of: "shop", count: 2, seconds: 3600 }] })).toBe("sent");
  });

  it("a limit of its own campaign or topic is nothing to give way for", async () => {
    const ann = await givenBoth();
    expect(await sends(ann, "low", { caps: [{ of: "campaign", count: 1, seconds: 3600 }] })).toBe("sent");
  });

  it("none goes before one whose first message is yet to be chosen", async () => {
    const ann = await givenBoth({
      steps: [{ branch: [{ if: { "customer.orders": 1 }, steps: [{ send: "vip" }] }, { steps: [{ send: "other" }] }] }],
    });
    expect(await sends(ann, "low")).toBe("gave way");
  });

  it("none gives way to its equal, or to a lower one", async () => {
    const ann = await givenBoth({ priority: "low" });
    expect(await sends(ann, "low")).toBe("sent");
    const bob = await givenBoth();
    expect(await sends(bob, "high")).toBe("sent");
  });
});

describe("a campaign of higher priority is nothing to give way to", () => {
  const two: SendMessage["rules"]["caps"] = [{ of: "shop", count: 2, seconds: 7 * 86_400 }];

  it("once it has sent what it wanted to", async () => {
    const ann = await givenBoth();
    expect(await sends(ann, "high", { caps: two })).toBe("sent");
    // One place is left, and nobody else wants it.
    expect(await sends(ann, "low", { caps: two })).toBe("sent");
  });

  it("once what it wanted to send was withheld", async () => {
    const ann = await givenBoth({ steps: [{ send: "vip" }, { wait: "30 days" }, { send: "later" }] });
    expect(await sends(ann, "high", { caps: [{ of: "campaign", count: 0, seconds: 3600 }] })).toBe(
      "too many of the campaign",
    );
    expect(await sends(ann, "low")).toBe("sent");
    // What it wants next is another message.
    const bob = await givenBoth({ steps: [{ send: "vip" }, { wait: "40 minutes" }, { send: "later" }] });
    bob.clock.now = START + 1;
    await sends(bob, "high", { caps: [{ of: "campaign", count: 0, seconds: 3600 }] });
    expect(await sends(bob, "low")).toBe("gave way");
  });

  it("once its journey has ended", async () => {
    const ann = await givenBoth();
    const { id } = await recordsOf(ann.deps.table).enrollment("ann", "high");
    await stopJourneys(ann.deps, "ann", "won back", { only: id });
    expect(await sends(ann, "low")).toBe("sent");
  });

  it("when the customer is held out of it", async () => {
    const goal = { on: "purchase", within: "30 days" };
    const shop = world({
      campaigns: [{ ...HIGH, goal, holdout: "90%" }, LOW],
      shop: LIMITED,
    });
    const customers = Array.from({ length: 10 }, (_, n) => `c-${n}`);
    for (const customer of customers) await shop.tells(purchase(customer));
    await shop.passes(HOUR);
    for (const customer of customers) {
      const { status } = await shop.enrollment(customer, "high");
      const got = shop.mails().filter((mail) => mail.startsWith(`${customer} `));
      expect(got).toEqual([`${customer} ${status === "holdout" ? "news" : "vip"}`]);
    }
  });

  it("when what it sends serves the customer, and counts nowhere", async () => {
    const ann = await givenBoth({}, { vip: { kind: "transactional" } });
    expect(await sends(ann, "low")).toBe("sent");
  });

  it("unless it wants to write within the hour", async () => {
    const later = await givenBoth({ steps: [{ wait: "61 minutes" }, { send: "vip" }] });
    expect(await sends(later, "low")).toBe("sent");
    const soon = await givenBoth({ steps: [{ wait: "60 minutes" }, { send: "vip" }] });
    expect(await sends(soon, "low")).toBe("gave way");
  });
});

describe("whole journeys", () => {
  it("see the next message of the other after a wait that shares its state", async () => {
    const shop = world({
      campaigns: [
        { ...HIGH, steps: [{ send: "vip" }, { wait: "10 days" }, { send: "vip-2" }] },
        { ...LOW, steps: [{ wait: "9 days" }, { wait: "1410 minutes" }, { send: "news" }] },
      ],
      shop: LIMITED,
    });
    await shop.tells(purchase("ann", { at: shop.now() }));
    await shop.passes(20 * DAY);
    expect(shop.mails()).toEqual(["ann vip", "ann vip-2"]);
    expect((await shop.sends("ann")).find(({ step }) => step === "news")).toMatchObject({ reason: "gave way" });
  });

  it("see it also when the first one was held for the morning", async () => {
    const shop = world({
      campaigns: [
        {
          ...HIGH,
          steps: [{ send: "vip" }, { wait: "10 days" }, { send: "vip-2" }],
          sending: { hours: "13:00-23:00" },
        },
        { ...LOW, steps: [{ wait: "10 days" }, { wait: "30 minutes" }, { send: "news" }] },
      ],
      shop: LIMITED,
    });
    await shop.tells(purchase("ann", { at: shop.now() }));
    await shop.passes(20 * DAY);
    expect(shop.mails()).toEqual(["ann vip", "ann vip-2"]);
  });

  it("of a lower priority that waits have what is left in the end", async () => {
    const shop = world({
      campaigns: [HIGH, { ...LOW, sending: { ifTooMany: "defer", lateAfter: "8 days" } }],
      shop: LIMITED,
    });
    await shop.tells(purchase("ann", { at: shop.now() }));
    await shop.passes(20 * DAY);
    expect(shop.mailer.taken.map(({ mail, at }) => [mail.template, at - START])).toEqual([
      ["vip", 0],
      ["news", 7 * DAY],
    ]);
  });
});

describe("an enrollment", () => {
  it("tells its campaign's priority, and whether there are higher ones", async () => {
    const ann = await givenBoth();
    const { enrollment } = recordsOf(ann.deps.table);
    expect(await enrollment("ann", "high")).toMatchObject({ priority: 1, wants: [START] });
    expect(await enrollment("ann", "low")).toMatchObject({ priority: -1, yields: true });
    expect(await enrollment("ann", "high")).not.toHaveProperty("yields");
    const alone = givenDoubles({ campaigns: [givenCampaign(TWO)] });
    await enroll(alone.deps, purchase("ann"));
    const plain = await recordsOf(alone.deps.table).enrollment("ann");
    for (const name of ["priority", "yields", "transactional"]) expect(plain).not.toHaveProperty(name);
  });
});

const TWO = { steps: [{ send: "hello" }] } satisfies Authored;
