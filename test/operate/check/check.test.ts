import { describe, expect, it } from "vitest";
import { printReport } from "../../../bin/commands/check/print.ts";
import { check } from "../../../lib/operate/check/check.ts";
import { gather } from "../../../lib/operate/check/gather.ts";
import { known, notLooked } from "../../../lib/operate/check/looked.ts";
import { givenShop } from "../../support/shop.ts";
import { awsError, fakeClient } from "../fake-client.ts";
import { givenStack } from "../given-stack.ts";
import { givenDns, SILENT } from "./given.ts";
import { givenScope, givenSes, givenStacked } from "./given-run.ts";

describe("a check", () => {
  it("is told in groups, with what is wrong, how to mend it and why", async () => {
    expect(printReport(await check(await givenScope()))).toMatchInlineSnapshot(`
      "── Files ───────────────────────────────────────────────────────────────────────────────────────────
        ok             campaigns and templates: 3 campaigns and 1 template have no faults
        ok             size of messages: we-miss-you (marketing): 10.2 KB of HTML, a text part

      ── DNS ─────────────────────────────────────────────────────────────────────────────────────────────
        ok             DMARC record: bluecup.example has one
        advice         DMARC policy: receivers are asked to do nothing about mail that fails (p=none)
                       fix: read the reports for some weeks, then write p=quarantine
                       why: p=none lets anybody send in the shop's name;
                            https://www.rfc-editor.org/rfc/rfc9989
        ok             DMARC reports: reports go to mailto:dmarc@bluecup.example
        ok             mail server for answers: mail to bluecup.example goes to mx.bluecup.example
        error          tracking domain: go.bluecup.example has no CNAME record
                       fix: let it lead to r.eu-central-1.awstrack.me, or to a CDN before it
                       why: links that count clicks lead over it; where it leads nowhere, every link is
                            dead;
                            https://docs.aws.amazon.com/ses/latest/dg/configure-custom-open-click-domains.html

      ── SES account ─────────────────────────────────────────────────────────────────────────────────────
        ok             production access: the account may write to everybody
        ok             sending of the account: sending is on
        ok             review of the account: AWS has no complaint
        ok             sending quota: 1,200 of 50,000 in 24 hours are used; 14 a second
        ok             suppression list of the account: it takes bounces and complaints

      ── Sender ──────────────────────────────────────────────────────────────────────────────────────────
        ok             verified sender: hello@bluecup.example may send, by the identity bluecup.example
        ok             DKIM signature: bluecup.example signs
        ok             DKIM alignment: bluecup.example signs for itself
        ok             identity's own configuration set: there is none: the stack's messages name theirs
        ok             MAIL FROM domain: bounce.bluecup.example is set up, and aligned
        ok             SPF of the MAIL FROM domain: bounce.bluecup.example lets SES send

      ── Configuration set ───────────────────────────────────────────────────────────────────────────────
        ok             sending of the set: RegularsProd-Set sends
        ok             TLS: messages travel by TLS, or not at all
        ok             reputation metrics: they are kept
        ok             suppression list of the set: it takes bounces and complaints
        ok             tracking domain of the set: links lead over go.bluecup.example
        ok             events of the set: all 8 kinds go to EventBridge

      ── Reputation ──────────────────────────────────────────────────────────────────────────────────────
        warning        complaints: 16 of 9,940 messages delivered in 7 days were complained about: 0.16 %
                       fix: npx regulars status shows which messages; write to fewer people, who want them
                       why: Gmail wants fewer than 0.1 % and never 0.3 %;
                            https://support.google.com/a/answer/81126
        ok             bounces: 60 of 10,000 messages sent in 7 days were returned: 0.6 %
        ok             pauses: nothing is paused

      24 ok; 1 error, 1 warning, 1 to advise."
    `);
  });

  it("counts what it finds", async () => {
    const { counts, groups } = await check(await givenScope());
    expect(counts).toEqual({ ok: 24, advice: 1, warning: 1, error: 1, unknown: 0, "not looked at": 0 });
    expect(groups.flatMap(({ findings }) => findings).find(({ level }) => level === "error")).toEqual({
      rule: "tracking domain",
      level: "error",
      found: "go.bluecup.example has no CNAME record",
      fix: expect.stringContaining("r.eu-central-1.awstrack.me"),
      why: expect.any(String),
      source: expect.stringContaining("https://docs.aws.amazon.com/"),
    });
  });

  it("adds up seven days of all campaigns on the shop's clock", async () => {
    const scope = { ...(await givenScope()), shop: givenShop({ timeZone: "UTC" }) };
    const figures = { days: 7, sent: 10_000, delivered: 9_940, bounced: 60, complained: 16 };
    expect((await gather(scope)).counted).toEqual(known(figures));
    // In Auckland the 23rd has begun: its seven days begin on the 17th.
    const later = { ...scope, shop: givenShop({ timeZone: "Pacific/Auckland" }) };
    expect((await gather(later)).counted).toMatchObject({ value: { sent: 4_000 } });
  });

  it("asks for names in ASCII", async () => {
    const asked: string[] = [];
    const dns = givenDns({ "xn--bcher-kva.example": { mx: ["mx.example"] } }, asked);
    const { domain } = await gather({
      ...(await givenScope()),
      dns,
      shop: givenShop({ from: "hallo@bücher.example" }),
    });
    expect(domain).toBe("xn--bcher-kva.example");
    expect(asked).toContain("txt _dmarc.xn--bcher-kva.example");
    expect(asked).toContain("mx xn--bcher-kva.example");
  });

  it("looks at where answers go, if that is elsewhere", async () => {
    const asked: string[] = [];
    const scope = { ...(await givenScope()), dns: givenDns({}, asked) };
    await gather({ ...scope, shop: givenShop({ replyTo: "help@desk.example" }) });
    expect(asked.filter((question) => question.startsWith("mx "))).toEqual(["mx bluecup.example", "mx desk.example"]);
  });

  it("finds no error where nobody answers", async () => {
    const ses = { send: (() => Promise.reject(Object.assign(new Error("slow"), { name: "TimeoutError" }))) as never };
    const { counts } = await check({ ...(await givenScope()), dns: SILENT, ses, stacked: notLooked("no credentials") });
    expect(counts).toMatchObject({ error: 0, warning: 0, advice: 0 });
    expect(counts.unknown).toBeGreaterThan(10);
    expect(counts["not looked at"]).toBeGreaterThan(5);
  });

  it("asks nobody when it is offline, and says so in one line a group", async () => {
    const { shop, files, now, stacked } = await givenScope();
    const report = await check({ shop, files, now, ...(stacked === undefined ? {} : { stacked }) });
    expect(report.counts).toMatchObject({ ok: 2, error: 0, unknown: 0 });
    const text = printReport(report);
    expect(text.match(/run without/g)).toHaveLength(5);
    expect(text).toContain("not looked at  complaints, bounces, pauses: run without --offline to look");
  });

  it("of a stage leaves the stack out", async () => {
    const { stacked: _none, ...scope } = await givenScope();
    const ses = givenSes();
    const { counts } = await check({ ...scope, ses });
    expect(counts["not looked at"]).toBe(9);
    expect(ses.asked.map(({ name }) => name)).not.toContain("GetConfigurationSetCommand");
  });

  it("without a stage asks about the tracking domain that the stack has", async () => {
    const asked: string[] = [];
    const { stage: _none, ...scope } = await givenScope();
    await check({ ...scope, dns: givenDns({}, asked) });
    expect(asked).toContain("cname go.bluecup.example");
  });

  it("says once that somebody deleted the stack's set", async () => {
    const gone = () => {
      throw awsError("NotFoundException");
    };
    const ses = fakeClient({
      GetAccountCommand: () => ({}),
      GetEmailIdentityCommand: gone,
      GetConfigurationSetCommand: gone,
      GetConfigurationSetEventDestinationsCommand: gone,
    });
    const { groups } = await check({ ...(await givenScope()), ses });
    const { findings } = groups.find(({ group }) => group === "Configuration set") ?? {};
    expect(findings).toMatchObject([{ rule: "sending of the set", level: "error" }]);
  });

  it("does not know the set of a stack that does not name it", async () => {
    const stacked = known({ ...(await givenStacked()), stack: givenStack() });
    const { set, counted } = await gather({ ...(await givenScope()), stacked });
    expect(set).toEqual({ is: "unknown", why: expect.stringContaining("lacks the output ConfigurationSet") });
    expect(counted.is).toBe("known");
  });
});
