import { SNSClient } from "@aws-sdk/client-sns";
import { describe, expect, test } from "vitest";
import { createTeam } from "../../lib/aws/team.ts";
import { type Call, Unreachable } from "../../lib/journey/outside.ts";

const TOPIC = "arn:aws:sns:eu-central-1:1:Team";
const SLACK = "https://hooks.slack.example/services/T/B/x";
const MESSAGE = {
  id: "e1_alert-1",
  text: "Somebody is unhappy",
  facts: { customer: "c-1", campaign: "rescue", comment: "Cold & <late>" },
};

/** A team whose topic answers with this status of HTTP, and whose webhook so. */
function given({ sns = 200, slack = 200 as number | Error, hasSlack = true } = {}) {
  const published: Record<string, string>[] = [];
  const calls: Call[] = [];
  const client = new SNSClient({
    region: "eu-central-1",
    credentials: { accessKeyId: "test", secretAccessKey: "test" },
    maxAttempts: 1,
    requestHandler: {
      async handle({ body }: { body: unknown }) {
        published.push(Object.fromEntries(new URLSearchParams(String(body))));
        return { response: { statusCode: sns, headers: {}, body: Buffer.from(sns === 200 ? TAKEN : REFUSED) } };
      },
    } as never,
  });
  const caller = {
    async post(call: Call) {
      calls.push(call);
      if (slack instanceof Error) throw slack;
      return slack;
    },
  };
  const team = createTeam({ client, topicArn: TOPIC, slack: hasSlack ? SLACK : undefined, caller });
  return { published, calls, team };
}

const TAKEN = "<PublishResponse><PublishResult><MessageId>m-1</MessageId></PublishResult></PublishResponse>";
const REFUSED =
  "<ErrorResponse><Error><Type>Sender</Type><Code>AuthorizationError</Code><Message>no</Message></Error></ErrorResponse>";

describe("the team is told", () => {
  test("by its topic: in plain words, with facts", async () => {
    const { published, calls, team } = given({ hasSlack: false });
    await team.tell(MESSAGE);
    expect(published).toEqual([
      {
        Action: "Publish",
        Version: expect.any(String),
        TopicArn: TOPIC,
        Subject: "Regulars: Somebody is unhappy",
        Message: "Somebody is unhappy\n\ncustomer: c-1\ncampaign: rescue\ncomment: Cold & <late>",
      },
    ]);
    expect(calls).toEqual([]);
  });

  test("and by a webhook as Slack has them, where what customers write is no markup", async () => {
    const { published, calls, team } = given();
    await team.tell(MESSAGE);
    expect(published).toHaveLength(1);
    const text = "*Somebody is unhappy*\ncustomer: c-1\ncampaign: rescue\ncomment: Cold &amp; &lt;late&gt;";
    expect(calls).toEqual([{ url: SLACK, id: "e1_alert-1", body: { text } }]);
  });

  test("so that no line of what a customer wrote looks like one of ours", async () => {
    const { published, calls, team } = given();
    const comment = "Fine.\ncustomer: c-9\r\n> order: 7\u2028\rscore: 10";
    await team.tell({ ...MESSAGE, facts: { customer: "c-1", comment } });
    const words = "customer: c-1\ncomment:\n  Fine.\n  customer: c-9\n  > order: 7\n  \n  score: 10";
    expect(published[0]).toMatchObject({ Message: `Somebody is unhappy\n\n${words}` });
    const quoted = "customer: c-1\ncomment:\n> Fine.\n> customer: c-9\n> &gt; order: 7\n> \n> score: 10";
    expect(calls[0]?.body).toEqual({ text: `*Somebody is unhappy*\n${quoted}` });
  });

  test.each([
    ["Déjà vu — un client déçu", "Regulars: Deja vu un client decu"],
    ["ลูกค้าไม่พอใจ", "Regulars: an alert"],
    ["😡", "Regulars: an alert"],
    ["long ".repeat(40), `Regulars: ${"long ".repeat(17)}long`],
  ])("with a subject that SNS takes: %s", async (text, subject) => {
    const { published, team } = given();
    await team.tell({ ...MESSAGE, text });
    expect(published[0]).toMatchObject({ Subject: subject, Message: expect.stringContaining(text) });
    expect(subject).toMatch(/^[\x20-\x7e]{1,99}$/);
  });
});

describe("when one way fails", () => {
  test("the other is tried, and it is said who knows", async () => {
    const { calls, team } = given({ sns: 403 });
    await expect(team.tell(MESSAGE)).rejects.toMatchObject({ name: "Untold", told: ["slack"], forGood: false });
    expect(calls).toHaveLength(1);
  });

  test("nobody is told twice by another try", async () => {
    const { published, calls, team } = given({ slack: 503 });
    await expect(team.tell(MESSAGE)).rejects.toMatchObject({ told: ["topic"], forGood: false });
    await expect(team.tell({ ...MESSAGE, told: ["topic"] })).rejects.toMatchObject({ told: ["topic"] });
    expect([published.length, calls.length]).toEqual([1, 2]);
  });

  test.each([404, 403, 410, 400])("a webhook that says %d is not asked again", async (slack) => {
    const message = `the team's webhook answered ${slack}`;
    await expect(given({ slack }).team.tell(MESSAGE)).rejects.toMatchObject({
      told: ["topic"],
      forGood: true,
      message,
    });
  });

  test.each([429, 500, 503])("a webhook that says %d is asked again", async (slack) => {
    await expect(given({ slack }).team.tell(MESSAGE)).rejects.toMatchObject({ forGood: false });
  });

  test("a webhook that may not be called at all is not called again", async () => {
    const { team } = given({ slack: new Unreachable("no public address", true) });
    await expect(team.tell(MESSAGE)).rejects.toMatchObject({ forGood: true });
  });

  test("the topic is tried again, also when the webhook is gone for good", async () => {
    const both = given({ sns: 403, slack: 404 });
    await expect(both.team.tell(MESSAGE)).rejects.toMatchObject({
      told: [],
      forGood: false,
      message: expect.stringMatching(/^the topic: \w+; the team's webhook answered 404$/),
    });
  });
});
