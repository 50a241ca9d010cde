import { expect, it } from "vitest";
import { readChange } from "../../lib/aws/incoming/changes.ts";
import { countsOf } from "../../lib/journey/tally.ts";

/** As DynamoDB's stream tells of an item that its TTL removed. */
function removed(sk: string, more: object) {
  const Keys = { pk: { S: "customer#c" }, sk: { S: sk } };
  return {
    eventName: "REMOVE",
    userIdentity: { type: "Service", principalId: "dynamodb.amazonaws.com" },
    dynamodb: {
      SequenceNumber: "1",
      ApproximateCreationDateTime: 1,
      Keys,
      OldImage: { ...Keys, campaign: { S: "welcome" }, expires: { N: "1" }, ...more },
    },
  } as never;
}

it("an item that has expired takes nothing off the figures", () => {
  const items = [
    removed("send#e-1#hello", { step: { S: "hello" }, state: { S: "sent" }, delivered: { N: "1" } }),
    removed("past#welcome#e-1", { id: { S: "e-1" }, status: { S: "ended" }, goalMetAt: { N: "1" } }),
    removed("event#e-1", { type: { S: "purchase" } }),
  ];
  for (const record of items) {
    const change = readChange(record);
    expect(change).toMatchObject({ before: { expires: 1 }, after: undefined });
    expect(countsOf(change)).toEqual([]);
  }
});
