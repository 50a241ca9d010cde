import { describe, expect, it } from "vitest";
import type { SendMessage } from "../../../lib/compiler/compiled.ts";
import { enroll } from "../../../lib/journey/enroll.ts";
import { keys } from "../../../lib/journey/keys.ts";
import type { TemplateData } from "../../../lib/journey/ports.ts";
import { send } from "../../../lib/journey/send.ts";
import type { Value } from "../../../lib/store/table.ts";
import { TWO_MAILS } from "../../support/campaigns.ts";
import { givenDoubles } from "../../support/doubles.ts";
import { purchase, START } from "../../support/events.ts";
import { messageFor } from "../../support/messages.ts";
import { givenCampaign } from "../../support/shop.ts";

/** What the template of Ann's message may say, with these parts of her records changed. */
async function dataOf(
  message: Partial<SendMessage>,
  records: { profile?: Record<string, Value>; enrollment?: Record<string, Value> } = {},
): Promise<TemplateData> {
  const { deps } = givenDoubles({ campaigns: [givenCampaign(TWO_MAILS)] });
  await enroll(deps, purchase("ann"));
  await deps.table.write({ update: keys.profile("ann"), set: records.profile ?? {} });
  await deps.table.write({ update: keys.enrollment("ann", "welcome"), set: records.enrollment ?? {} });
  const said: TemplateData[] = [];
  const { render } = deps.templates;
  const templates: typeof deps.templates = {
    render: async (template, locale, data) => {
      said.push(data);
      return render(template, locale, data);
    },
  };
  expect(await send({ ...deps, templates }, messageFor("ann", message))).toBe("sent");
  const [data] = said;
  if (data === undefined) throw new Error("nothing was rendered");
  return data;
}

describe("the message of a survey", () => {
  const page = `https://bluecup.example/s/ann/${messageFor("ann").enrollment}/how-likely`;
  const scoresOf = async (survey: NonNullable<SendMessage["survey"]>) => {
    const data = await dataOf({ step: "how-likely", survey });
    expect(data.survey).toMatchObject({ kind: survey, url: page });
    return data.survey?.choices;
  };

  it("has a link for each score, from 0 to 10 or from 1 to 5", async () => {
    const choice = (score: number) => ({ score, url: `${page}?score=${score}` });
    expect(await scoresOf("nps")).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map(choice));
    expect(await scoresOf("csat")).toEqual([1, 2, 3, 4, 5].map(choice));
  });

  it("has none where the answer is in words", async () => {
    expect(await scoresOf("text")).toEqual([]);
  });

  it("is the only one with such links", async () => {
    expect(await dataOf({})).not.toHaveProperty("survey");
  });
});

describe("a message after a coupon", () => {
  it("has its name, its code and until when it is good", async () => {
    const coupon = { name: "10 % off", code: "THANKS-K7TQ9M2P" };
    const said = await dataOf({}, { enrollment: { coupon: { ...coupon, until: START } } });
    expect(said.coupon).toEqual({ ...coupon, until: "2026-01-01T12:00:00.000Z" });
    const endless = await dataOf({}, { enrollment: { coupon } });
    expect(endless.coupon).toStrictEqual(coupon);
  });

  it("is the only one with a coupon", async () => {
    expect(await dataOf({})).not.toHaveProperty("coupon");
  });
});

describe("any message", () => {
  it("may speak of the customer's stage, where it is known, and of the friends they brought", async () => {
    expect((await dataOf({})).customer).toMatchObject({ referrals: 0 });
    const { customer } = await dataOf({}, { profile: { stage: "advocate", referrals: 2 } });
    expect(customer).toMatchObject({ stage: "advocate", referrals: 2 });
  });
});
