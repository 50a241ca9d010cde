import type { Engine } from "../engines/ministack.ts";

/** What functions have logged so far, one line an entry, by log group; of a group the first 10,000 lines. */
export async function functionLogs(engine: Engine): Promise<Record<string, string[]>> {
  const { logGroups } = await logs<{ logGroups: { logGroupName: string }[] }>(engine, "DescribeLogGroups", {});
  const entries = logGroups.map(async ({ logGroupName }) => {
    const { events } = await logs<{ events: { message: string }[] }>(engine, "FilterLogEvents", { logGroupName });
    return [logGroupName, events.map(({ message }) => message)];
  });
  return Object.fromEntries(await Promise.all(entries));
}

/** CloudWatch Logs has no client among our dependencies, and needs none: the engine does not check signatures. */
async function logs<T>({ endpoint, region }: Engine, action: string, asked: object): Promise<T> {
  const answer = await fetch(endpoint, {
    method: "POST",
    body: JSON.stringify(asked),
    headers: {
      "content-type": "application/x-amz-json-1.1",
      "x-amz-target": `Logs_20140328.${action}`,
      authorization: `AWS4-HMAC-SHA256 Credential=test/20260101/${region}/logs/aws4_request`,
    },
  });
  if (!answer.ok) throw new Error(`${action}: ${answer.status} ${await answer.text()}`);
  return (await answer.json()) as T;
}
