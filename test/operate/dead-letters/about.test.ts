import { describe, expect, it } from "vitest";
import { isAbout } from "../../../lib/operate/dead-letters/about.ts";
import { purchase } from "../../support/events.ts";
import { stored } from "../given-events.ts";
import { failedCall, setAside, statusChange } from "./given-letters.ts";

const record = { dynamodb: { NewImage: stored(purchase("ann")).attributes } };
const mail = { tags: { customer: [Buffer.from("ann").toString("base64url")] } };

describe("a message that was set aside names its customer", () => {
  it.each<[string, unknown]>([
    ["as an event", setAside("enroll", record)],
    ["as a message to send, in a text", setAside("send", JSON.stringify({ customer: "ann", step: "hello" }))],
    ["as a schedule", { customer: "ann", campaign: "welcome", enrollment: "e" }],
    ["in the input of an execution", failedCall("Finish", statusChange)],
    ["in the tags of a mail", { source: "aws.ses", detail: { mail } }],
  ])("%s", (_what, letter) => {
    expect(isAbout(JSON.stringify(letter), "ann")).toBe(true);
    expect(isAbout(JSON.stringify(letter), "an")).toBe(false);
    expect(isAbout(JSON.stringify(letter), "bob")).toBe(false);
  });

  it("and nobody is taken for one because of a text", () => {
    for (const text of [
      "",
      "ann",
      "{ann",
      '{"note":"customer ann"}',
      "null",
      '{"customer":null}',
      '{"customer":["ann"]}',
    ])
      expect(isAbout(text, "ann"), text).toBe(false);
  });
});
