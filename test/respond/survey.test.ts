import { createHash } from "node:crypto";
import { describe, expect, it, test } from "vitest";
import { eventSchemaFor } from "../../lib/campaign/events.ts";
import type { SurveyKind } from "../../lib/campaign/holds.ts";
import { keys, partitionOf } from "../../lib/journey/keys.ts";
import type { SendId } from "../../lib/journey/ports.ts";
import { surveyData } from "../../lib/journey/send/survey-data.ts";
import { send } from "../../lib/journey/send.ts";
import { enrolledBy, messageFor } from "../support/messages.ts";
import { givenReader, LINKS } from "./given.ts";

const MESSAGE: SendId = { customer: "ann", enrollment: enrolledBy("ann"), step: "hello" };
const chosen = (text: string) => [...text.matchAll(/value="(\d+)" required checked/g)].map(([, score]) => score);
const written = (text: string) => /<textarea[^>]*>\n([^<]*)<\/textarea>/.exec(text)?.[1];

/** Answers wait at the door, as on AWS: nothing is applied before the page is shown. */
async function givenQuestion(kind: SurveyKind = "nps") {
  const reader = await givenReader();
  reader.ports.put = async (event) => void reader.events.push(event);
  const link = await reader.asked(kind);
  return {
    ...reader,
    link,
    ask: (body?: string, query = "") => reader.follow("s", `${link}${query}`, body),
    all: async () => (await reader.deps.table.query(partitionOf("ann"), { prefix: "" })).items,
  };
}

describe("the page of a survey", () => {
  it("only asks, however often it is looked at and whatever the link chooses: scanners follow links", async () => {
    const { ask, all, events } = await givenQuestion();
    const before = await all();
    for (let times = 0; times < 100; times++) expect((await ask(undefined, "?score=9")).status).toBe(200);
    expect(await all()).toEqual(before);
    expect(events).toEqual([]);
  });

  it.each<[string, string[]]>([
    ["", []],
    ["?score=9", ["9"]],
    ["?score=0", ["0"]],
    ["?score=10&score=3", ["10"]],
    ["?score=11", []],
    ["?score=-1", []],
    ["?score=9.5", []],
    ["?score=09", []],
    ["?score=%209", []],
    ["?score=1e1", []],
    ["?score=", []],
    ["?comment=9", []],
    ["?%E0%A4%A&score=9", ["9"]],
  ])("has the score of the link chosen when it is one: %s", async (query, scores) => {
    const { ask } = await givenQuestion();
    const { text } = await ask(undefined, query);
    expect(text.match(/type="radio"/g)).toHaveLength(11);
    expect(chosen(text)).toEqual(scores);
    expect(written(text)).toBe("");
  });

  it.each(["nps", "csat", "text"] as const)("has every choice that a message of the kind %s links to", async (kind) => {
    const { link, follow } = await givenQuestion(kind);
    const { url, choices } = surveyData(kind, link);
    expect((await follow("s", url)).text.match(/type="radio"/g)?.length ?? 0).toBe(choices.length);
    for (const { score, url } of choices) expect(chosen((await follow("s", url)).text)).toEqual([String(score)]);
  });

  it("asks what its kind asks", async () => {
    const csat = await (await givenQuestion("csat")).ask(undefined, "?score=6");
    expect(csat.text).toContain("How satisfied are you with Blue Cup Coffee?");
    expect(csat.text.match(/type="radio"/g)).toHaveLength(5);
    expect(csat.text).not.toContain('value="0"');
    expect(chosen(csat.text)).toEqual([]);
    const text = await (await givenQuestion("text")).ask(undefined, "?score=5");
    expect(text.text).toContain("What would you like to tell Blue Cup Coffee?");
    expect(text.text).not.toContain('type="radio"');
  });

  it.each([
    ["en", "How likely are you to recommend Blue Cup Coffee", "Please choose a number.", "Thank you"],
    ["th-TH", "คุณมีแนวโน้มที่จะแนะนำ Blue Cup Coffee", "กรุณาเลือกคะแนน", "ขอบคุณ"],
    ["vi", "Khả năng bạn giới thiệu Blue Cup Coffee", "Vui lòng chọn một điểm.", "Cảm ơn bạn"],
  ])("speaks %s to whoever does", async (locale, question, lack, thanks) => {
    const { ask, tells } = await givenQuestion();
    await tells({ locale });
    expect((await ask()).text).toContain(question);
    expect((await ask("")).text).toContain(lack);
    expect((await ask("score=9")).text).toContain(thanks);
  });

  it("is over when the message asked nothing, or nobody knows of it", async () => {
    const { follow, asked, events } = await givenReader();
    const links = [await asked("none"), LINKS.survey({ ...MESSAGE, step: "never-sent" })];
    for (const link of links) {
      for (const body of [undefined, "score=9"]) {
        const answer = await follow("s", link, body);
        expect(answer.status).toBe(200);
        expect(answer.text).toContain("This survey is over");
      }
    }
    expect(events).toEqual([]);
  });

  it("is over for whoever was erased", async () => {
    const { ask, deps, events } = await givenQuestion();
    await deps.table.write({ delete: keys.contact("ann") });
    for (const body of [undefined, "score=9"]) expect((await ask(body)).text).toContain("This survey is over");
    expect(events).toEqual([]);
  });

  it("is nobody's whose link was made for something else", async () => {
    const { follow, deps, events } = await givenQuestion();
    const address = deps.addresses.hash("ann@mail.example");
    const others = [LINKS.unsubscribe(MESSAGE), LINKS.preferences("ann", address), LINKS.confirm("ann", address)];
    for (const other of others) expect((await follow("s", other, "score=9")).status).toBe(404);
    expect((await follow("u", LINKS.survey(MESSAGE), "")).status).toBe(404);
    expect(events).toEqual([]);
  });
});

describe("an answer", () => {
  it("is an event at the shop's own door", async () => {
    const { ask, events, clock } = await givenQuestion();
    const { status, text } = await ask("score=9&comment=+Fast+%26+friendly.%0D%0AThanks+", "?score=2");
    expect(status).toBe(200);
    expect(text).toContain("Blue Cup Coffee has got your answer.");
    const id = createHash("sha256").update(`ann\n${MESSAGE.enrollment}\nhello`).digest("hex").slice(0, 16);
    expect(events).toEqual([
      {
        type: "survey.answered",
        eventId: `answer-${id}`,
        customerId: "ann",
        at: new Date(clock.now).toISOString(),
        survey: "how-likely",
        kind: "nps",
        score: 9,
        comment: "Fast & friendly.\nThanks",
        message: { enrollment: MESSAGE.enrollment, step: "hello" },
      },
    ]);
  });

  it.each([
    ["nps", "score=0", { score: 0 }],
    ["nps", "score=10&comment=+++", { score: 10 }],
    ["csat", "score=1&comment=Cold", { score: 1, comment: "Cold" }],
    ["text", "comment=More+tea&score=3", { comment: "More tea" }],
  ] as const)("of a survey of the kind %s has what it asks: %s", async (kind, form, said) => {
    const { ask, events } = await givenQuestion(kind);
    await ask(form);
    expect(events).toHaveLength(1);
    const { score, comment } = events[0] as { score?: number; comment?: string };
    expect({ ...(score === undefined ? {} : { score }), ...(comment === undefined ? {} : { comment }) }).toEqual(said);
    expect(eventSchemaFor("survey.answered").parse(events[0])).toEqual(events[0]);
  });

  it("sent again is the same event, whatever it says then; of another message it is another", async () => {
    const { ask, follow, asked, events, clock } = await givenQuestion();
    await ask("score=9");
    clock.now += 1000;
    expect((await ask("score=2&comment=no")).text).toContain("Thank you");
    expect(events[1]?.eventId).toBe(events[0]?.eventId);
    await follow("s", await asked("nps", "news"), "score=9");
    expect(events[2]?.eventId).not.toBe(events[0]?.eventId);
  });

  it("that is known is told on each later look, and no form changes it", async () => {
    const { ask, deps, events } = await givenQuestion();
    const key = keys.send("ann", MESSAGE.enrollment, "hello");
    await deps.table.write({ update: key, set: { answered: 1, score: 9 } });
    for (const body of [undefined, "score=2"]) {
      const { status, text } = await ask(body, "?score=2");
      expect(status).toBe(200);
      expect(text).toContain("We have your answer");
      expect(text).not.toContain("<form");
    }
    expect(events).toEqual([]);
  });

  it.each(["", "comment=Fast", "score=&comment=Fast", "score=11&comment=Fast", "score=nine&comment=Fast"])(
    "without a score is asked for again, and what was typed stays: %j",
    async (form) => {
      const { ask, events } = await givenQuestion();
      const { status, text } = await ask(form, "?score=9");
      expect(status).toBe(400);
      expect(text).toContain('role="alert">Please choose a number.');
      expect(text).toContain("<title>Please choose a number. How likely");
      expect(chosen(text)).toEqual([]);
      expect(written(text)).toBe(form === "" ? "" : "Fast");
      expect(events).toEqual([]);
    },
  );

  it.each(["", "score=9", "comment=+%0D%0A+"])("without words is asked for again: %j", async (form) => {
    const { ask, events } = await givenQuestion("text");
    const { status, text } = await ask(form);
    expect(status).toBe(400);
    expect(text).toContain('role="alert">Please write your answer.');
    expect(events).toEqual([]);
  });

  it("never becomes a part of the page", async () => {
    const { ask } = await givenQuestion();
    const typed = `</textarea><script>alert("1")</script>&amp;'`;
    const { text } = await ask(`comment=${encodeURIComponent(typed)}&score=${encodeURIComponent('"><b>')}`);
    expect(text).not.toContain("<script");
    expect(text).not.toContain("<b>");
    expect(text.match(/<\/textarea>/g)).toHaveLength(1);
    expect(text).toContain("&lt;/textarea&gt;&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;&amp;amp;&#39;");
  });

  it("is as long as an event carries, and no character is cut in two", async () => {
    const { ask, events } = await givenQuestion("text");
    await ask(new URLSearchParams({ comment: `${"a".repeat(1999)}😀😀` }).toString());
    await ask(new URLSearchParams({ comment: ` ${"b".repeat(1998)}\r\n${"c".repeat(9)}` }).toString());
    const comments = events.map((event) => (event as { comment?: string }).comment);
    expect(comments).toEqual(["a".repeat(1999), `${"b".repeat(1998)}\nc`]);
    for (const event of events) expect(eventSchemaFor("survey.answered").safeParse(event).success).toBe(true);
  });
});

test("an answer that was taken in is kept with its words, makes a promoter, and is not asked for again", async () => {
  const { deps, follow, profile, sends, clock } = await givenReader();
  await send(deps, messageFor("ann", { survey: "nps" }));
  const at = clock.now;
  expect((await follow("s", LINKS.survey(MESSAGE), "score=9&comment=Fast")).text).toContain("Thank you");
  expect(await profile("ann")).toMatchObject({ nps: { score: 9, at } });
  expect(await sends("ann")).toEqual([
    expect.objectContaining({ survey: "nps", score: 9, answered: at, promoter: at }),
  ]);
  const kept = await deps.table.query(partitionOf("ann"), { prefix: "survey#" });
  expect(kept.items).toEqual([expect.objectContaining({ survey: "hello", group: "promoter", comment: "Fast" })]);
  expect((await follow("s", LINKS.survey(MESSAGE), "score=1")).text).toContain("We have your answer");
  expect(await profile("ann")).toMatchObject({ nps: { score: 9, at } });
});

test("an answer that could not be stored is not thanked for", async () => {
  const { ask, ports } = await givenQuestion();
  ports.put = () => Promise.reject(new Error("no room"));
  await expect(ask("score=9")).rejects.toThrow("no room");
});
