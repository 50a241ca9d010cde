import { describe, expect, it } from "vitest";
import type { Cap } from "../../../lib/compiler/compiled.ts";
import type { Contact } from "../../../lib/journey/contact.ts";
import { roomFor } from "../../../lib/journey/send/caps.ts";
import { DAY, HOUR, purchase, START } from "../../support/events.ts";
import { world } from "../../support/world.ts";

const WEEK = 7 * 86_400;
const SHOP: Cap = { of: "shop", count: 3, seconds: WEEK };
const TOPIC: Cap = { of: "topic", count: 2, seconds: WEEK };
const CAMPAIGN: Cap = { of: "campaign", count: 1, seconds: WEEK };

type Place = Contact["sent"][number];
const got = (daysAgo: number, campaign = "welcome", topic?: string): Place => ({
  at: START - daysAgo * DAY,
  campaign,
  ...(topic === undefined ? {} : { topic }),
});
const room = (caps: Cap[], ...sent: Place[]) =>
  roomFor({ campaign: "welcome", rules: { caps, topic: "offers", lateAfterSeconds: 0 } }, { sent }, START);
const days = (frees: number) => (frees - START) / DAY;

describe("a limit", () => {
  it("of the shop counts every campaign's messages in any span of its length, to the moment", () => {
    expect(room([SHOP], got(7), got(6, "other"), got(1, "third"))).toMatchObject({ room: 1 });
    expect(room([SHOP], got(6.99), got(6, "other"), got(1, "third"))).toMatchObject({ room: 0, over: "too many" });
    expect(room([SHOP], got(20), got(9), got(8), got(3)).over).toBeUndefined();
  });

  it("of a topic counts that topic's, of any campaign", () => {
    expect(room([TOPIC], got(1), got(1, "other", "tips"), got(2, "other", "offers")).over).toBeUndefined();
    expect(room([TOPIC], got(1, "other", "offers"), got(2, "third", "offers")).over).toBe("too many of the topic");
  });

  it("of a campaign counts that campaign's, of any topic", () => {
    expect(room([CAMPAIGN], got(1, "other", "offers")).over).toBeUndefined();
    expect(room([CAMPAIGN], got(1, "welcome", "tips")).over).toBe("too many of the campaign");
  });

  it("has room again when enough of what it counts has left the span", () => {
    expect(days(room([SHOP], got(6), got(5), got(1)).frees)).toBe(1);
    // More than it allows were sent before it was set.
    expect(days(room([SHOP], got(6), got(5), got(4), got(3), got(1)).frees)).toBe(3);
    // In whatever order they are kept.
    expect(days(room([SHOP], got(1), got(5), got(6)).frees)).toBe(1);
  });

  it("holds beside others: the first without room is told, and all must have room", () => {
    const sent = [got(6, "welcome", "offers"), got(5, "other", "offers"), got(2, "other")];
    const all = room([SHOP, TOPIC, CAMPAIGN], ...sent);
    expect(all.over).toBe("too many");
    expect(days(all.frees)).toBe(1);
    expect(days(room([SHOP, CAMPAIGN, { ...TOPIC, count: 1 }], ...sent).frees)).toBe(2);
    expect(room([TOPIC, SHOP], ...sent).over).toBe("too many of the topic");
  });

  it("that is not there has room for anything", () => {
    expect(room([], got(1), got(1), got(1))).toEqual({ frees: START, room: Number.POSITIVE_INFINITY });
  });
});

describe("a message that a limit has no room for", () => {
  const sentAfter = (shop: ReturnType<typeof world>) =>
    shop.mailer.taken.map(({ mail, at }) => `${mail.template} ${(at - START) / DAY}`);
  const campaigns = [{ steps: [{ send: "a" }, { wait: "1 day" }, { send: "b" }, { wait: "12 hours" }, { send: "c" }] }];

  it("is dropped, and the journey goes on", async () => {
    const shop = world({ campaigns, shop: { sending: { atMost: "1 per 36 hours" } } });
    await shop.tells(purchase("ann"));
    await shop.passes(10 * DAY);
    expect(sentAfter(shop)).toEqual(["a 0", "c 1.5"]);
    expect((await shop.sends("ann")).map(({ reason }) => reason)).toEqual([undefined, "too many", undefined]);
  });

  it("comes back exactly when there is room, where it is to wait", async () => {
    const shop = world({ campaigns, shop: { sending: { atMost: "1 per 36 hours", ifTooMany: "defer" } } });
    await shop.tells(purchase("ann"));
    await shop.passes(10 * DAY);
    expect(sentAfter(shop)).toEqual(["a 0", "b 1.5", "c 3"]);
    expect(shop.transitions).toHaveLength(3 + 2 * 2);
  });

  it("comes back when there is room and it is open", async () => {
    const sending = { atMost: "1 per 36 hours", ifTooMany: "defer", hours: "09:00-13:00" } as const;
    const shop = world({ campaigns, shop: { sending } });
    await shop.tells(purchase("ann"));
    await shop.passes(10 * DAY);
    // It began at noon: midnight after the next is closed, the morning after that is not.
    expect(sentAfter(shop).slice(0, 2)).toEqual(["a 0", `b ${(45 * HOUR) / DAY}`]);
  });

  it("does not wait longer than until it is late, counted from its first try", async () => {
    const got = async (lateAfter: string) => {
      const shop = world({
        campaigns: [{ steps: [{ send: "a" }, { wait: "1 day" }, { send: "b" }] }],
        shop: { sending: { atMost: "1 per 36 hours", ifTooMany: "defer", lateAfter } },
      });
      await shop.tells(purchase("ann"));
      await shop.passes(10 * DAY);
      return (await shop.sends("ann")).map(({ reason, state }) => reason ?? state);
    };
    expect(await got("12 hours")).toEqual(["sent", "sent"]);
    expect(await got("11 hours")).toEqual(["sent", "too many"]);
  });

  it("counts by topic and by campaign beside the shop's", async () => {
    const shop = world({
      shop: { sending: { atMost: "3 per 7 days" }, topics: { offers: { name: "Offers", atMost: "1 per 7 days" } } },
      kinds: { a: { kind: "marketing", topic: "offers" }, b: { kind: "marketing", topic: "offers" } },
      campaigns: [
        { steps: [{ send: "a" }, { send: "c" }], sending: { atMost: "1 per 1 day" } },
        { id: "other", steps: [{ wait: "1 hour" }, { send: "b" }, { send: "d" }, { send: "e" }, { send: "f" }] },
      ],
    });
    await shop.tells(purchase("ann"));
    await shop.passes(DAY);
    expect(shop.mails()).toEqual(["ann a", "ann d", "ann e"]);
    const reasons = Object.fromEntries((await shop.sends("ann")).map(({ step, reason }) => [step, reason]));
    expect(reasons).toMatchObject({ c: "too many of the campaign", b: "too many of the topic", f: "too many" });
  });
});
