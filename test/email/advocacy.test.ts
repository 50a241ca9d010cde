import { describe, expect, it } from "vitest";
import { untracked } from "../../lib/aws/no-track.ts";
import { createLinks } from "../../lib/email/links.ts";
import { preview } from "../../lib/email/preview.ts";
import { createTemplates } from "../../lib/email/render.ts";
import { compiled, data, faultsOf, mjml, SHOP, source, withBody } from "./support.ts";

const text = (inner: string) => withBody(`<mj-text>${inner}</mj-text>`);
const SCORES = '{% for choice in survey.choices %}<a href="{{ choice.url }}">{{ choice.score }}</a>{% endfor %}';

describe("a template", () => {
  it.each([
    SCORES,
    '<a href="{{ survey.url }}">{{ survey.kind }}</a> {{ survey.choices.size }}',
    '{{ referral.code }} <a href="{{ referral.url }}">x</a>',
    "{{ coupon.name }} {{ coupon.code }}{% if coupon.until %} until {{ coupon.until | day }}{% endif %}",
    "{{ customer.stage | default: 'new' }} {{ customer.referrals }} {{ order.referral | default: '' }}",
  ])("may read %s", async (inner) => {
    expect(await faultsOf(text(inner))).toEqual([]);
  });

  it.each([
    ["{{ survey.link }}", "there is no survey.link"],
    ["{{ survey.choices.first.link }}", "there is no survey.choices.first.link"],
    ["{{ referral.name }}", "there is no referral.name"],
    ["{{ coupon.cod }}", "there is no coupon.cod; did you mean coupon.code?"],
    ["{{ customer.referal }}", "there is no customer.referal; did you mean customer.referrals?"],
    ["{{ coupon.until | day }}", "coupon.until may be missing"],
    ["{{ customer.stage }}", "customer.stage may be missing"],
  ])("may not read %s", async (inner, fault) => {
    expect(await faultsOf(text(inner))).toEqual([expect.stringContaining(fault)]);
  });
});

describe("a preview", () => {
  const shown = async (inner: string, sample?: object) => {
    const manifest = { "template.json": JSON.stringify({ description: "x", sample }) };
    const body = { "body.mjml": mjml(`<mj-text>${inner}</mj-text>`), "subject.txt": "Hi" };
    return (await preview(await compiled(source({ ...manifest, ...body })), SHOP)).text;
  };

  it("shows the scores of the kind that the template's sample names", async () => {
    expect(await shown("{{ survey.choices | map: 'score' | join: ' ' }}")).toContain("0 1 2 3 4 5 6 7 8 9 10");
    const kind = (name: string) =>
      shown("<{{ survey.choices | map: 'score' | join: ' ' }}>", { survey: { kind: name } });
    expect(await kind("csat")).toContain("<1 2 3 4 5>");
    expect(await kind("text")).toContain("<>");
  });

  it("shows a code of the customer's own, and a coupon", async () => {
    expect(await shown("{{ referral.code }} {{ referral.url }}")).toContain("K7TQ9M2P https://shop.example/r/K7TQ9M2P");
    expect(await shown("{{ coupon.name }}: {{ coupon.code }}, {{ coupon.until | default: '' | day }}")).toContain(
      "10 % off: THANKS-4XW8R2HN, November 29, 2026",
    );
    expect(await shown("{{ coupon.name }}: {{ coupon.code }}", { coupon: { name: "A free cup" } })).toContain(
      "A free cup: THANKS-4XW8R2HN",
    );
  });

  it("knows no other kinds of surveys", async () => {
    const manifest = { "template.json": JSON.stringify({ description: "x", sample: { survey: { kind: "stars" } } }) };
    const faults = await faultsOf(source({ ...manifest, "body.mjml": mjml(""), "subject.txt": "Hi" }));
    expect(faults).toEqual([expect.stringContaining("sample.survey.kind")]);
  });
});

describe("the links of a survey and of an invitation", () => {
  const baseUrl = "https://mail.shop.example";
  const links = createLinks({ keys: ["k".repeat(32)], baseUrl });
  const page = links.survey({ customer: "c1", enrollment: "0f".repeat(16), step: "how-likely" });

  it("are left out of click tracking: an answer is no interest in the shop, and comes without a detour", async () => {
    const template = await compiled(
      text(`${SCORES}<a href="{{ survey.url }}">x</a><a href="{{ referral.url }}">x</a>`),
    );
    const choices = [0, 10].map((score) => ({ score, url: `${page}?score=${score}` }));
    const { html } = await createTemplates(new Map([["hello", template]])).render(
      "hello",
      "en",
      data({
        survey: { kind: "nps", url: page, choices },
        referral: { code: "K7TQ9M2P", url: links.referral("K7TQ9M2P") },
      }),
    );
    const ours = [...untracked(html, `${baseUrl}/`).matchAll(/<a[^>]*href="([^"]*)"[^>]*>/g)].filter(([tag]) =>
      tag.includes("ses:no-track"),
    );
    expect(ours.map(([, href]) => href)).toEqual([
      ...choices.map(({ url }) => url),
      page,
      "https://mail.shop.example/r/K7TQ9M2P",
    ]);
  });
});
