import { describe, expect, it } from "vitest";
import { readOutgoing } from "../../lib/aws/outgoing/secret.ts";
import { signedHeaders } from "../../lib/aws/outgoing/signature.ts";
import { readCampaign } from "../../lib/campaign/read.ts";
import { shopSchema } from "../../lib/campaign/shop.ts";
import { stageSchema } from "../../lib/infra/stage-config.ts";
import { MOST_TRIES } from "../../lib/journey/steps/calling.ts";
import { purchase } from "../support/events.ts";
import { world } from "../support/world.ts";
import { page } from "./pages.ts";

const doc = page("docs/webhooks.md");
const BLOCKS = [...doc.matchAll(/^```(\w*)\n(.*?)^```/gms)];
const block = (language: string, word: string) =>
  BLOCKS.find(([, of, text = ""]) => of === language && text.includes(word))?.[2] ?? "";

describe("docs/webhooks.md", () => {
  it("shows a campaign without faults", () => {
    expect(
      readCampaign({ path: "campaigns/rescue-detractors.json", text: block("json", "rescue-detractors") }).faults,
    ).toEqual([]);
  });

  it("shows settings without faults", () => {
    const { webhooks } = JSON.parse(`{${block("json", '"webhooks": {')}}`);
    expect(shopSchema.shape.webhooks.parse(webhooks)).toEqual(webhooks);
    const { team } = JSON.parse(`{${block("json", '"team"')}}`);
    expect(stageSchema.parse({ region: "eu-central-1", team })).toMatchObject({ team });
  });

  it("shows a call as it is made", async () => {
    const shown = JSON.parse(block("json", "campaign.webhook"));
    const shop = world({
      campaigns: [{ steps: [{ webhook: "crm", with: shown.data.with }] }],
      shop: { webhooks: { crm: { url: "https://crm.shop.example/" } } },
    });
    await shop.tells(purchase("ann"));
    const body = shop.calls[0]?.body as typeof shown;
    expect(Object.keys(body)).toEqual(Object.keys(shown));
    const { coupon, ...always } = shown.data;
    expect(Object.keys(body.data)).toEqual(Object.keys(always));
    expect(Object.keys(shown.data.order)).toEqual(expect.arrayContaining(Object.keys(body.data.order)));
    expect(Object.keys(shown.data.customer)).toEqual(expect.arrayContaining(Object.keys(body.data.customer)));
  });

  it("verifies by hand what is signed", async () => {
    const code = `data:text/javascript,${encodeURIComponent(block("js", "isFromRegulars"))}`;
    const { isFromRegulars } = await import(/* @vite-ignore */ code);
    const [key, other] = [Buffer.alloc(32, "k").toString("base64"), Buffer.alloc(32, "o").toString("base64")];
    const { keys } = readOutgoing(JSON.stringify({ key: `${other} ${key}` }));
    const at = (seconds: number) => signedHeaders(keys, { id: "e1_crm", seconds, body: '{"word":"schön"}' });
    const now = Math.floor(Date.now() / 1000);
    expect(isFromRegulars(at(now), '{"word":"schön"}', key)).toBe(true);
    expect(isFromRegulars(at(now), '{"word":"other"}', key)).toBe(false);
    expect(isFromRegulars(at(now), '{"word":"schön"}', Buffer.alloc(32, "x").toString("base64"))).toBe(false);
    expect(isFromRegulars(at(now - 400), '{"word":"schön"}', key)).toBe(false);
    expect(isFromRegulars({}, "", key)).toBe(false);
  });

  it("says how often a call is tried", () => expect(doc).toContain(`${MOST_TRIES} tries`));
});
