import { describe, expect, test } from "vitest";
import { readOutgoing } from "../../../lib/aws/outgoing/secret.ts";

const KEY = "Ab3".repeat(21);
const [NEW, OLD] = [`${KEY}x`, `${KEY}y`];

describe("the secret of calls", () => {
  test("has keys, the newest first", () => {
    const { keys, slack } = readOutgoing(JSON.stringify({ key: `${NEW} ${OLD}` }));
    expect(keys.map((key) => key.toString("base64"))).toEqual([NEW, OLD]);
    expect(slack).toBeUndefined();
  });

  test("may have a webhook for alerts", () => {
    const slack = "https://hooks.slack.com/services/T0/B0/x";
    expect(readOutgoing(JSON.stringify({ key: NEW, slack })).slack).toBe(slack);
  });

  test.each([
    ["hunter2", "it is no JSON object"],
    ['["hunter2"]', "it is no JSON object"],
    ["null", "it is no JSON object"],
    ['{"slack":"https://hunter2.example"}', 'there is no text in "key"'],
    ['{"key":["hunter2"]}', 'there is no text in "key"'],
    ['{"key":"hunter2"}', "at least 24 bytes in base64"],
    [`{"key":"${NEW}","slack":"http://hunter2.example"}`, '"slack" is no https address'],
    [`{"key":"${NEW}","slack":"hunter2"}`, '"slack" is no https address'],
    [`{"key":"${NEW}","slak":"https://hunter2.example"}`, "there is a name that nothing reads"],
  ])("that is %s is refused with what to mend, and not quoted", (json, what) => {
    expect(() => readOutgoing(json)).toThrow(what);
    expect(() => readOutgoing(json)).not.toThrow("hunter2");
  });
});
