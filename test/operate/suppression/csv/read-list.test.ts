import { describe, expect, it } from "vitest";
import { readListFile } from "../../../../bin/commands/suppression/read-file.ts";
import { say } from "../../../../lib/campaign/faults.ts";
import { addressesDouble } from "../../../support/doubles.ts";

const NOW = Date.parse("2026-11-22T12:00:00Z");
const ANN = addressesDouble.hash("ann@mail.example");
const BOB = addressesDouble.hash("bob@mail.example");
const CY = addressesDouble.hash("cy@mail.example");

const read = async (text: string, isNo = false) => {
  const file = await readListFile("list.csv", text, { addresses: addressesDouble, isNo, now: NOW });
  const named = new Map([
    [ANN, "ann"],
    [BOB, "bob"],
    [CY, "cy"],
  ]);
  const short = file.entries.map(({ hash, kind, reason }) => `${named.get(hash)}: ${kind}, ${reason}`);
  return { ...file, short, said: file.faults.map(say) };
};

describe("a list of addresses", () => {
  it("is read by the names of its columns, in any order and spelling, with a mark at its beginning", async () => {
    const { entries, faults } = await read(
      "\uFEFFDate;E-MAIL;Reason;Source\r\n2026-10-02;Ann@Mail.Example;COMPLAINT;old shop\r\n",
    );
    expect(faults).toEqual([]);
    expect(entries).toEqual([
      {
        kind: "suppressed",
        hash: ANN,
        reason: "complained",
        at: Date.parse("2026-10-02"),
        isDated: true,
        source: "old shop",
      },
    ]);
  });

  it("may be addresses and nothing else", async () => {
    const { short, undated, entries } = await read("ann@mail.example\nbob@mail.example\n");
    expect(short).toEqual(["ann: suppressed, imported", "bob: suppressed, imported"]);
    expect(undated).toBe(2);
    expect(entries[0]).toMatchObject({ at: NOW, isDated: false, source: "imported" });
  });

  it("may be one column under whatever name", async () => {
    expect((await read("Never again\nann@mail.example\n")).short).toEqual(["ann: suppressed, imported"]);
  });

  it("may be what SES takes in bulk: addresses with a reason, without a header", async () => {
    const { short } = await read("ann@mail.example,BOUNCE\nbob@mail.example, COMPLAINT\ncy@mail.example\n");
    expect(short).toEqual(["ann: suppressed, bounced", "bob: suppressed, complained", "cy: suppressed, imported"]);
  });

  it("may be Mailchimp's file of those who unsubscribed, or were cleaned", async () => {
    const header = (time: string) => `Email Address,First Name,MEMBER_RATING,${time},LEID,EUID,SOURCE\n`;
    const left = await read(`${header("UNSUB_TIME")}ann@mail.example,Ann,2,2026-01-02 03:04:05,1,e,form\n`);
    expect(left.entries).toMatchObject([{ kind: "no", at: Date.parse("2026-01-02T03:04:05Z"), source: "Mailchimp" }]);
    const cleaned = await read(`${header("CLEAN_TIME")}ann@mail.example,Ann,2,2026-01-02 03:04:05,1,e,form\n`);
    expect(cleaned.entries).toMatchObject([{ kind: "suppressed", reason: "bounced", source: "Mailchimp" }]);
  });

  it("suppresses none of Mailchimp's subscribers", async () => {
    const { entries, passedOver } = await read("Email Address,OPTIN_TIME,LEID,EUID\nann@mail.example,2026-01-02,1,e\n");
    expect({ entries, passedOver }).toEqual({ entries: [], passedOver: 1 });
  });

  it("may be Klaviyo's of everybody, who are mostly mailed", async () => {
    const { short, passedOver, entries } = await read(
      [
        "Email,Klaviyo ID,Email Marketing Consent,Email Suppressions,Email Suppressions Timestamp",
        "ann@mail.example,1,SUBSCRIBED,[],",
        "bob@mail.example,2,NEVER_SUBSCRIBED,\"['HARD_BOUNCE']\",2026-03-04T05:06:07+00:00",
        "cy@mail.example,3,UNSUBSCRIBED,,",
      ].join("\n"),
    );
    expect(short).toEqual(["bob: suppressed, bounced", "cy: no, said no"]);
    expect(passedOver).toBe(1);
    expect(entries[0]?.at).toBe(Date.parse("2026-03-04T05:06:07Z"));
  });

  it("takes a reason that says they unsubscribed for a no, and all of them where it is told so", async () => {
    const text = "email,reason\nann@mail.example,Unsubscribed\nbob@mail.example,bounced\n";
    expect((await read(text)).short).toEqual(["ann: no, said no", "bob: suppressed, bounced"]);
    expect((await read(text, true)).short).toEqual(["ann: no, said no", "bob: no, said no"]);
  });

  it("takes an address that is told twice once: the first suppression, the last no", async () => {
    const text = (kind: string) =>
      `email,at,reason,kind\nann@mail.example,2026-02-01,b,${kind}\nANN@mail.example,2026-01-01,a,${kind}\nann@mail.example,,c,${kind}\n`;
    const suppressed = await read(text("suppressed"));
    expect(suppressed).toMatchObject({ duplicates: 2, entries: [{ reason: "a", at: Date.parse("2026-01-01") }] });
    expect((await read(text("no"))).entries).toMatchObject([{ at: Date.parse("2026-02-01") }]);
  });

  it("tells what is wrong with a line by its number and column, shows nothing of it, and takes the others", async () => {
    const { short, said, rows, refused } = await read(
      [
        "address,reason,at,kind",
        "ann@mail.example,,,",
        "secret.person@,,,",
        ",phoned,,",
        "bob@mail.example,,32.13.2026,",
        "cy@mail.example,,,perhaps",
        "secret@mail.example,a,,,b,c",
      ].join("\n"),
    );
    expect(short).toEqual(["ann: suppressed, imported", "bob: suppressed, imported"]);
    expect({ rows, refused }).toEqual({ rows: 6, refused: 4 });
    expect(said).toEqual([
      "list.csv:3 address: this is not an e-mail address; write one such as ann@example.com, or take it out",
      "list.csv:4 address: there is neither an address nor a hash; fill it in, or take the line out",
      expect.stringMatching(/^list.csv:5 at: this date cannot be read .* as of now; write one such as 2026-11-30/),
      'list.csv:6 kind: this kind is unknown; write "suppressed", or "no" for a no to marketing',
      "list.csv:7: 6 cells where the first line has 4; put quotes around cells that hold the delimiter",
    ]);
    expect(said.join()).not.toContain("secret");
  });

  it.each([
    ["name,phone\nAnn,1\n", /list.csv:1: none of the columns is known to have addresses; name one "address"/],
    ["Ann Smith,ann@mail.example\n", /list.csv:1: none of the columns/],
    ['{"emailAddress":"ann@mail.example"}\n', /this is JSON; give a CSV file/],
    ["", /the file is empty; give a CSV file/],
    ['address\nann@mail.example\n"bob@mail', /list.csv:3: a quotation mark opens/],
  ])("that cannot be read is answered with why: %j", async (text, words) => {
    const { said } = await read(text);
    expect(said).toHaveLength(1);
    expect(said[0]).toMatch(words);
    expect(said[0]).not.toContain("@mail");
  });

  it("takes hashes of this stage, and refuses those of another one where the file shows that they are", async () => {
    const own = await read(`address,hash\nann@mail.example,${ANN}\n,${BOB.toUpperCase()}\n`);
    expect(own.short).toEqual(["ann: suppressed, imported", "bob: suppressed, imported"]);
    const foreign = await read(`address,hash\n,${"0".repeat(32)}\nann@mail.example,${"1".repeat(32)}\n`);
    expect(foreign.short).toEqual(["ann: suppressed, imported"]);
    expect(foreign.said).toEqual([expect.stringMatching(/list.csv:2 hash: .* the key of another stage/)]);
  });
});
