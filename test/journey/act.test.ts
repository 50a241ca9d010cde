import { describe, expect, test } from "vitest";
import { type ActRequest, act } from "../../lib/journey/act.ts";
import type { SurveyAnswer } from "../../lib/journey/advocacy/records.ts";
import { keys } from "../../lib/journey/keys.ts";
import { type Call, Unreachable, Untold } from "../../lib/journey/outside.ts";
import { toItem } from "../../lib/journey/records.ts";
import { DAY, HOUR, happened, purchase, START } from "../support/events.ts";
import { enrolledBy } from "../support/messages.ts";
import type { Authored } from "../support/shop.ts";
import { world } from "../support/world.ts";

const CRM = { webhooks: { crm: { url: "https://crm.bluecup.example/hooks" } } };
const TELLS_CRM = {
  steps: [{ webhook: "crm", with: { reason: "unhappy", urgent: true } }, { send: "sorry" }],
} satisfies Authored;
const RESCUE = { steps: [{ alert: "Somebody is unhappy", comment: true }, { send: "sorry" }] } satisfies Authored;

/** A shop whose customers begin this campaign with a purchase. */
function givenShop(campaign: Authored) {
  const shop = world({ campaigns: [campaign], shop: CRM });
  return {
    ...shop,
    /** What is asked when nobody else does. */
    asks: (what: object, changes: object = {}) =>
      act(shop.deps, {
        customer: "ann",
        campaign: "welcome",
        enrollment: enrolledBy("ann"),
        version: "1",
        step: "another",
        since: new Date(START).toISOString(),
        ...what,
        ...changes,
      } as ActRequest),
    call: async (step: string) => shop.table.get(keys.call("ann", enrolledBy("ann"), step)),
  };
}

describe("a webhook", () => {
  test("tells a system of the shop where the customer is, by the shop's own id", async () => {
    const shop = givenShop(TELLS_CRM);
    await shop.tells(purchase("ann", { order: { id: "o-1", items: [{ sku: "mug" }] } }));
    expect(shop.calls).toEqual([
      {
        url: CRM.webhooks.crm.url,
        id: `${enrolledBy("ann")}_webhook-1`,
        body: {
          type: "campaign.webhook",
          timestamp: "2026-01-01T12:00:00.000Z",
          data: {
            webhook: "crm",
            customerId: "ann",
            campaign: "welcome",
            step: "webhook-1",
            with: { reason: "unhappy", urgent: true },
            order: expect.objectContaining({ id: "o-1", total: 30, currency: "USD", items: ["mug"] }),
            customer: { orders: 1, tags: [], ...stageOf(shop.calls[0]) },
          },
        },
      },
    ]);
    expect(shop.mails()).toEqual(["ann sorry"]);
  });

  test("tells nobody's name or address", async () => {
    const shop = givenShop(TELLS_CRM);
    const customer = { email: "ann.smith@mail.example", firstName: "Annabel", lastName: "Smithson" };
    await shop.tells(purchase("c-1", { customer }));
    const said = JSON.stringify(shop.calls);
    expect(shop.calls).toHaveLength(1);
    for (const secret of ["ann.smith", "Annabel", "Smithson"]) expect(said).not.toContain(secret);
  });

  test("tells the data of an event that started the journey", async () => {
    const shop = givenShop({ ...TELLS_CRM, start: { on: "case.opened" } });
    await shop.tells(purchase("ann"));
    await shop.tells(happened("case.opened", "ann", { data: { case: "k-7" } }));
    expect(dataOf(shop.calls[0])).toMatchObject({ event: { case: "k-7" } });
    expect(dataOf(shop.calls[0])).not.toHaveProperty("order");
  });

  test("tells the coupon that the journey gave", async () => {
    const shop = givenShop({ steps: [{ send: "hello" }, { wait: "9 days" }] });
    await shop.tells(purchase("ann"));
    const coupon = { name: "thanks-10", code: "THANKS-7", until: START + DAY };
    await shop.table.write({ update: keys.enrollment("ann", "welcome"), set: { coupon } });
    expect(await shop.asks({ do: "webhook", webhook: "crm", with: {} })).toBe("done");
    const until = "2026-01-02T12:00:00.000Z";
    expect(dataOf(shop.calls[0])).toMatchObject({ coupon: { name: "thanks-10", code: "THANKS-7", until } });
  });

  test("that nobody answers is tried for hours, and the journey goes on all the same", async () => {
    const shop = givenShop(TELLS_CRM);
    const tried: Call[] = [];
    shop.deps.caller = {
      async post(call) {
        tried.push(call);
        throw new Unreachable("ETIMEDOUT");
      },
    };
    await shop.tells(purchase("ann"));
    await shop.passes(HOUR);
    expect(shop.mails()).toEqual([]);
    await shop.passes(5 * HOUR);
    expect(shop.mails()).toEqual(["ann sorry"]);
    expect(new Set(tried.map(({ id }) => id)).size).toBe(1);
    expect(await shop.call("webhook-1")).toMatchObject({ state: "given up", tries: tried.length });
    expect(shop.ends).toMatchObject([{ status: "SUCCEEDED" }]);
  });

  test("that a system takes when it is back is taken once", async () => {
    const shop = givenShop(TELLS_CRM);
    const statuses = [503, 503, 202];
    shop.deps.caller = { post: async () => statuses.shift() ?? 500 };
    await shop.tells(purchase("ann"));
    await shop.passes(HOUR);
    expect(statuses).toEqual([]);
    expect(await shop.call("webhook-1")).toMatchObject({ state: "done", tries: 3, status: 202 });
    expect(shop.mails()).toEqual(["ann sorry"]);
  });

  test("whose name shop.json has no more is refused, and calls nobody", async () => {
    const shop = givenShop(TELLS_CRM);
    delete shop.deps.shop.webhooks;
    await shop.tells(purchase("ann"));
    expect(shop.calls).toEqual([]);
    expect(await shop.call("webhook-1")).toMatchObject({ state: "refused" });
    expect(shop.mails()).toEqual(["ann sorry"]);
  });

  test("of each step is a call of its own", async () => {
    const shop = givenShop({ steps: [{ webhook: "crm" }, { webhook: "crm" }] });
    await shop.tells(purchase("ann"));
    expect(shop.calls.map(({ id }) => id)).toEqual(
      ["webhook-1", "webhook-2"].map((step) => `${enrolledBy("ann")}_${step}`),
    );
  });
});

describe("an alert", () => {
  const answer = (changes: Partial<SurveyAnswer> = {}): SurveyAnswer => {
    const said = { survey: "how-likely", kind: "nps", score: 3, comment: "It came cold." } as const;
    return { ...said, at: START, enrollment: enrolledBy("ann"), step: "how-likely", ...changes };
  };

  async function givenAnswers(...answers: SurveyAnswer[]) {
    const shop = givenShop({ steps: [{ send: "hello" }, { wait: "9 days" }] });
    await shop.tells(purchase("ann"));
    for (const [n, one] of answers.entries())
      await shop.table.write({ put: toItem(keys.answer("ann", `a-${n}`), one) });
    return shop;
  }

  const UNHAPPY = { do: "alert", alert: "Somebody is unhappy", comment: true };

  test("tells the team in the marketer's words, and by the shop's own ids", async () => {
    const shop = givenShop(RESCUE);
    await shop.tells(purchase("ann", { order: { id: "o-1" } }));
    expect(shop.told).toEqual([
      {
        id: `${enrolledBy("ann")}_alert-1`,
        text: "Somebody is unhappy",
        facts: { customer: "ann", campaign: "welcome", order: "o-1" },
        told: [],
      },
    ]);
    expect(shop.mails()).toEqual(["ann sorry"]);
    expect(await shop.call("alert-1")).toMatchObject({ kind: "alert", to: "Somebody is unhappy", state: "done" });
  });

  test("tells what the journey's last survey was answered, with the comment", async () => {
    const older = answer({ at: START - DAY, score: 9, comment: "Great." });
    const elsewhere = answer({ at: START + DAY, score: 10, enrollment: "another" });
    const shop = await givenAnswers(older, answer(), elsewhere);
    expect(await shop.asks(UNHAPPY)).toBe("done");
    expect(shop.told[0]?.facts).toMatchObject({ survey: "how-likely", score: "3", comment: "It came cold." });
  });

  test("tells no comment unless it is asked to", async () => {
    const shop = await givenAnswers(answer());
    await shop.asks({ ...UNHAPPY, comment: false });
    expect(shop.told[0]?.facts).toMatchObject({ score: "3" });
    expect(shop.told[0]?.facts).not.toHaveProperty("comment");
  });

  test("is told once by each way: another try leaves out who knows", async () => {
    const shop = givenShop(RESCUE);
    const tries: (readonly string[] | undefined)[] = [];
    shop.deps.team = {
      async tell({ told }) {
        tries.push(told);
        if (tries.length < 3) throw new Untold("Slack answered 503", ["topic"]);
      },
    };
    await shop.tells(purchase("ann"));
    await shop.passes(HOUR);
    expect(tries).toEqual([[], ["topic"], ["topic"]]);
    expect(shop.mails()).toEqual(["ann sorry"]);
  });

  test("that nobody takes holds nobody up for ever", async () => {
    const shop = givenShop(RESCUE);
    shop.deps.team = { tell: () => Promise.reject(new Untold("SNS does not answer", [])) };
    await shop.tells(purchase("ann"));
    await shop.passes(6 * HOUR);
    expect(shop.mails()).toEqual(["ann sorry"]);
    expect(await shop.call("alert-1")).toMatchObject({ state: "given up" });
  });
});

describe("a journey that was ended meanwhile", () => {
  test("is stopped, and calls nobody", async () => {
    const shop = givenShop({ steps: [{ send: "hello" }, { wait: "9 days" }] });
    await shop.tells(purchase("ann"));
    await shop.unsubscribes("ann");
    expect(await shop.asks({ do: "webhook", webhook: "crm", with: {} })).toBe("ended");
    expect(await shop.asks({ do: "alert", alert: "x", comment: false }, { enrollment: "another" })).toBe("ended");
    expect([shop.calls, shop.told]).toEqual([[], []]);
  });
});

test("the step that the journey has come to is noted", async () => {
  const shop = givenShop({ steps: [{ send: "hello" }, { wait: "9 days" }] });
  await shop.tells(purchase("ann"));
  await shop.asks({ do: "webhook", webhook: "crm", with: {} }, { step: "told" });
  expect((await shop.enrollment("ann")).step).toBe("told");
});

test("what no step asks is an error that says what is known", async () => {
  const shop = givenShop(TELLS_CRM);
  await expect(shop.asks({ do: "dance" })).rejects.toThrow(
    'no step asks for "dance"; this function knows webhook, alert',
  );
});

function dataOf(call: Call | undefined): unknown {
  return call?.body.data;
}

/** Whether orders make a stage is for others to say. */
function stageOf(call: Call | undefined): object {
  const { customer } = dataOf(call) as { customer: { stage?: string } };
  return customer.stage === undefined ? {} : { stage: expect.any(String) };
}
