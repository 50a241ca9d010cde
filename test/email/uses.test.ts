import { describe, expect, it } from "vitest";
import { say } from "../../lib/campaign/faults.ts";
import { checkTemplateUses, type TemplateUse } from "../../lib/email/needs.ts";
import { compiled, mjml, source, withBody } from "./support.ts";

const text = (inner: string) => withBody(`<mj-text>${inner}</mj-text>`);

describe("the campaigns that use a template", () => {
  const step = {
    file: "campaigns/win-back.json",
    line: 21,
    path: "steps[3].send",
    with: [],
    start: "purchase",
    coupon: false,
  } satisfies TemplateUse;
  const check = async (inner: string, use: Partial<TemplateUse>) =>
    checkTemplateUses(await compiled(text(inner)), [{ ...step, ...use }]).map(say);

  it("must give what it reads", async () => {
    expect(await check("{{ with.percent }}%", {})).toEqual([
      'campaigns/win-back.json:21 steps[3].send: template "hello" needs with.percent; add "with": { "percent": … }',
    ]);
    expect(await check("{{ with.percent }}%", { with: ["percent"] })).toEqual([]);
    expect(await check("{{ with.percent | default: 5 }}%", {})).toEqual([]);
  });

  it("must not give what it never reads", async () => {
    expect(await check("{{ with.percent | default: 5 }}", { with: ["percnt"] })).toEqual([
      'campaigns/win-back.json:21 steps[3].send: template "hello" never reads with.percnt; did you mean "percent"?',
    ]);
    expect(await check("{% assign key = 'a' %}{{ with[key] }}", { with: ["a"] })).toEqual([]);
  });

  it("must start on what it speaks of", async () => {
    expect(await check("{{ order.total }}", { start: "profile" })).toEqual([
      expect.stringContaining("speaks of the order"),
    ]);
    expect(await check("{{ order.total }}", { start: "purchase" })).toEqual([]);
    expect(await check("{% if order %}{{ order.total }}{% endif %}", { start: "profile" })).toEqual([]);
    expect(await check("{{ event.city }}", { start: "purchase" })).toEqual([expect.stringContaining("reads event.*")]);
    expect(await check("{{ event.city }}", { start: "delivery.completed" })).toEqual([]);
  });
});

describe("the steps that send a template", () => {
  const use: TemplateUse = {
    file: "campaigns/ask.json",
    line: 9,
    path: "steps[0].send",
    with: [],
    start: "purchase",
    coupon: false,
  };
  const check = async (inner: string, step: Partial<TemplateUse>) =>
    checkTemplateUses(await compiled(text(inner)), [{ ...use, ...step }]).map((fault) =>
      say(fault).replace(/^campaigns\/ask\.json:9 steps\[0\]\.\w+: /, ""),
    );
  const PAGE = '<a href="{{ survey.url }}">Answer</a>';
  const SCORES = '{% for choice in survey.choices %}<a href="{{ choice.url }}">{{ choice.score }}</a>{% endfor %}';

  it.each([PAGE, SCORES])("are surveys where it has a survey's links: %s", async (inner) => {
    expect(await check(inner, {})).toEqual([
      'template "hello" reads survey.*, and this is no survey step; write { "survey": "hello" }, use another template, or put {% if survey %} around it',
    ]);
    expect(await check(inner, { survey: "nps" })).toEqual([]);
    expect(await check(`{% if survey %}${inner}{% endif %}`, {})).toEqual([]);
  });

  it.each(["{{ survey.kind }}", "{% for choice in survey.choices %}{{ choice.score }} {% endfor %}", "Hello"])(
    "are no surveys where nobody could answer: %s",
    async (inner) => {
      expect(await check(inner, { survey: "csat" })).toEqual([
        'template "hello" has no link to the survey in each of its languages (nobody could answer); add a link to {{ survey.url }}, or to the url of each of survey.choices',
      ]);
    },
  );

  it("ask for words only where it leads to the page itself", async () => {
    expect(await check(SCORES, { survey: "text" })).toEqual([
      'template "hello" has no link to the survey in each of its languages (nobody could answer); add a link to {{ survey.url }}',
    ]);
    expect(await check(PAGE, { survey: "text" })).toEqual([]);
  });

  it("may offer some of the scores", async () => {
    const some =
      '{% assign low = survey.choices | slice: 0, 3 %}{% for one in low %}<a href="{{ one.url }}">x</a>{% endfor %}';
    expect(await check(some, { survey: "nps" })).toEqual([]);
    expect(await check('<a href="{{ survey.choices.last.url }}">x</a>', { survey: "nps" })).toEqual([]);
  });

  it("ask in every language", async () => {
    const files = { "subject.txt": "Hi", "subject.th.txt": "สวัสดี", "body.mjml": mjml(`<mj-text>${PAGE}</mj-text>`) };
    const thai = (inner: string) => compiled(source({ ...files, "body.th.mjml": mjml(`<mj-text>${inner}</mj-text>`) }));
    const survey = { ...use, survey: "nps" } as const;
    expect(checkTemplateUses(await thai("สวัสดี"), [survey]).map(say)).toEqual([
      expect.stringContaining("no link to the survey in each of its languages"),
    ]);
    expect(checkTemplateUses(await thai(SCORES), [survey])).toEqual([]);
  });

  it("invite friends where it tells the customer's code, and only there", async () => {
    for (const inner of ["{{ referral.code }}", '<a href="{{ referral.url }}">Bring a friend</a>']) {
      expect(await check(inner, { referral: true })).toEqual([]);
      expect(await check(inner, {})).toEqual([
        'template "hello" reads referral.*, and this is no referral step; write { "referral": "hello" }, use another template, or put {% if referral %} around it',
      ]);
    }
    expect(await check("Bring a friend", { referral: true })).toEqual([
      'template "hello" does not tell the customer\'s code in each of its languages (nobody could pass it on); add {{ referral.code }}, or a link to {{ referral.url }}',
    ]);
  });

  it("stand after a coupon where it speaks of one", async () => {
    expect(await check("{{ coupon.code }}", {})).toEqual([
      'template "hello" reads coupon.*, and not every way to this step gives one (the message would promise a code and have none); put a step { "coupon": … } before it, use another template, or put {% if coupon %} around it',
    ]);
    expect(await check("{{ coupon.code }}", { coupon: "but else" })).toEqual([
      'template "hello" reads coupon.*, and the "else" of a coupon step leads here without one (the message would promise a code and have none); end that "else" with { "exit": "no codes left" }, use another template, or put {% if coupon %} around it',
    ]);
    expect(await check("{{ coupon.code }}", { coupon: true })).toEqual([]);
    expect(await check("{% if coupon %}{{ coupon.code }}{% endif %}", {})).toEqual([]);
  });
});
