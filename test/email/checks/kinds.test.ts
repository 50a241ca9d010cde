import { describe, expect, it } from "vitest";
import { say } from "../../../lib/campaign/faults.ts";
import { checkTopic } from "../../../lib/email/topic.ts";
import { compiled, faultsOf, source, withBody } from "../support.ts";

const BARE = "<mjml><mj-body><mj-section><mj-column><mj-text>Hi</mj-text></mj-column></mj-section></mj-body></mjml>";
const bare = (manifest: object) =>
  source({
    "template.json": JSON.stringify({ description: "Says hello.", ...manifest }, null, 2),
    "body.mjml": BARE,
    "subject.txt": "Hi",
  });

describe("a marketing message", () => {
  it("is what every message is unless said otherwise", async () => {
    expect(await compiled(withBody("<mj-text>Hi</mj-text>"))).toMatchObject({ kind: "marketing" });
  });

  it("must have a way out, an address and a preheader", async () => {
    expect(await faultsOf(bare({}))).toEqual([
      expect.stringContaining("there is no unsubscribe link"),
      expect.stringContaining("the postal address is missing"),
    ]);
    const hasFooter = BARE.replace("Hi", '<a href="{{ links.unsubscribe }}">x</a> {{ shop.address }}');
    expect(await faultsOf(source({ "body.mjml": hasFooter, "subject.txt": "Hi" }))).toEqual([
      expect.stringMatching(/^templates\/hello\/body\.mjml: there is no preheader \(.*\); add <mj-preview>/),
    ]);
  });

  it("may have a topic", async () => {
    const { files, ...rest } = withBody("<mj-text>Hi</mj-text>");
    const manifest = '{ "description": "x", "topic": "offers" }';
    expect(await compiled({ ...rest, files: { ...files, "template.json": manifest } })).toMatchObject({
      topic: "offers",
    });
  });
});

describe("a transactional message", () => {
  it("needs none of these", async () => {
    expect(await compiled(bare({ kind: "transactional" }))).toMatchObject({ kind: "transactional" });
  });

  it("has no topic", async () => {
    expect(await faultsOf(bare({ kind: "transactional", topic: "offers" }))).toContain(
      'templates/hello/template.json:4 topic: a transactional message has no topic (topics are what customers choose, and this message goes out whatever they chose); remove "topic", or make the kind "marketing"',
    );
  });
});

it("refuses other kinds, and topics that are no names", async () => {
  const faults = (await faultsOf(bare({ kind: "transactionl", topic: "Our offers" }))).join("\n");
  expect(faults).toContain('template.json:3 kind: kind cannot be "transactionl"; write "marketing" or "transactional"');
  expect(faults).toContain('template.json:4 topic: "Our offers" is not a name');
  expect(faults).not.toContain("unsubscribe");
});

it("knows the topics of the shop", () => {
  const check = (topic: string | undefined) =>
    checkTopic(
      { name: "hello", ...(topic === undefined ? {} : { topic }) },
      ["offers", "tips"],
      JSON.stringify({ description: "Says hello.", topic }, null, 2),
    ).map(say);
  expect(check("tips")).toEqual([]);
  expect(check(undefined)).toEqual([]);
  expect(check("ofers")).toEqual([
    'templates/hello/template.json:3 topic: there is no topic "ofers" in shop.json (customers could neither choose it nor decline it); did you mean "offers"?',
  ]);
  expect(check("reviews")).toEqual([expect.stringContaining('add it to the topics of shop.json, or remove "topic"')]);
});
