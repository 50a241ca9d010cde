import { PublishCommand, type SNSClient } from "@aws-sdk/client-sns";
import { type Caller, type Team, type TeamMessage, Unreachable, Untold } from "../journey/outside.ts";
import { nameOf } from "./errors.ts";

/** SNS takes a subject of less than 100 characters of ASCII: https://docs.aws.amazon.com/sns/latest/api/API_Publish.html */
const LONGEST_SUBJECT = 99;

export interface TeamParts {
  client: Pick<SNSClient, "send">;
  topicArn: string;
  /** Told beside the topic, where it is given. */
  slack?: string | undefined;
  caller: Caller;
}

/** The team's topic, and a webhook as Slack has them: each is tried, whatever becomes of the other. */
export function createTeam({ client, topicArn, slack, caller }: TeamParts): Team {
  const ways: Record<string, (message: TeamMessage) => Promise<void>> = {
    topic: async ({ text, facts }) => {
      const subject = { Subject: subjectOf(text), Message: `${text}\n\n${linesOf(facts, "  ")}` };
      await client.send(new PublishCommand({ TopicArn: topicArn, ...subject }));
    },
    ...(slack !== undefined && { slack: (message) => post(caller, slack, message) }),
  };
  return {
    async tell(message) {
      const told = [...(message.told ?? [])];
      const failed: unknown[] = [];
      for (const [way, tell] of Object.entries(ways)) {
        if (told.includes(way)) continue;
        try {
          await tell(message);
          told.push(way);
        } catch (error) {
          failed.push(error);
        }
      }
      if (failed.length === 0) return;
      const isForGood = failed.every((error) => error instanceof Unreachable && error.forGood);
      throw new Untold(failed.map(reasonOf).join("; "), told, isForGood);
    },
  };
}

async function post(caller: Caller, url: string, { id, text, facts }: TeamMessage): Promise<void> {
  const status = await caller.post({
    url,
    id,
    body: { text: `*${escaped(text)}*\n${linesOf(escapedAll(facts), "> ")}` },
  });
  if (status >= 200 && status < 300) return;
  // A webhook that was taken back, or that does not understand us, does so for ever.
  const isForGood = status < 500 && status !== 408 && status !== 429;
  throw new Unreachable(`the team's webhook answered ${status}`, isForGood);
}

/** The characters by which Slack tells markup: https://docs.slack.dev/messaging/formatting-message-text */
function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

function escapedAll(facts: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(facts).map(([name, value]) => [name, escaped(value)]));
}

/** As much of it as ASCII can say, for the body says it whole. */
function subjectOf(text: string): string {
  const ascii = text
    .normalize("NFKD")
    .replaceAll(/[^\x20-\x7e]/g, "")
    .replaceAll(/\s+/g, " ")
    .trim();
  return `Regulars: ${/\w/.test(ascii) ? ascii : "an alert"}`.slice(0, LONGEST_SUBJECT).trimEnd();
}

/** Whatever a reader's program may show as the end of a line. */
const LINE_END = /\r\n|[\n\v\f\r\u0085\u2028\u2029]/;

/** A line for each fact. What has several of its own, as a customer's words may, stands below its name, marked: no line of it looks like one of ours. */
function linesOf(facts: Record<string, string>, mark: string): string {
  return Object.entries(facts)
    .flatMap(([name, value]) => {
      const lines = value.split(LINE_END);
      return lines.length === 1 ? [`${name}: ${value}`] : [`${name}:`, ...lines.map((line) => mark + line)];
    })
    .join("\n");
}

function reasonOf(error: unknown): string {
  return error instanceof Unreachable ? error.message : `the topic: ${nameOf(error)}`;
}
