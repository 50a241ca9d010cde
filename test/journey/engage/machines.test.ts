import { describe, expect, it } from "vitest";
import { saysItIsAMachine } from "../../../lib/journey/engage/agents.ts";
import { type Reaction, signalOf } from "../../../lib/journey/engage/machines.ts";
import { marking } from "../../../lib/journey/engage/marks.ts";

const AT = Date.parse("2026-01-01T12:00:00Z");
const [SHOP, SALE, HIDDEN] = ["https://shop.example/", "https://shop.example/sale", "https://mail.shop.example/h"];

/** What the ledger has when these links were followed so many milliseconds before or after. */
function followed(...links: [link: string, after: number][]): Reaction["entry"] {
  const marks = links.map(([link, after]) => marking(link === HIDDEN ? { link, hidden: true } : { link }, AT + after));
  return Object.assign({}, ...marks.flatMap(({ setOnce, set }) => [setOnce, set]));
}

const click = (evidence: Reaction["evidence"], entry: Reaction["entry"] = {}) =>
  signalOf({ fact: "clicked", at: AT, evidence, entry });
const open = (evidence: Reaction["evidence"], entry: Reaction["entry"] = {}) =>
  signalOf({ fact: "opened", at: AT, evidence, entry });

describe("the link that no person sees", () => {
  it("gives away who follows it", () => {
    expect(click({ link: HIDDEN, hidden: true })).toBe("hidden link");
  });

  it.each([-60_000, 60_000])("gives away the other clicks of the same visit: %i ms", (after) => {
    expect(click({ link: SHOP }, followed([HIDDEN, after]))).toBe("hidden link");
  });

  it.each([-60_001, 60_001])("says nothing of a click long before or after: %i ms", (after) => {
    expect(click({ link: SHOP }, followed([HIDDEN, after]))).toBeUndefined();
  });

  it("tells of a scanner that comes again when the message is passed on", () => {
    const twice = { ...followed([HIDDEN, -86_400_000]), "click#hidden last": AT - 5_000 };
    expect(click({ link: SHOP }, twice)).toBe("hidden link");
  });

  it("says nothing of openings", () => {
    expect(open({}, followed([HIDDEN, 0]))).toBeUndefined();
  });
});

describe("two links at once", () => {
  it.each([-2_000, 0, 2_000])("are a machine's: %i ms apart", (after) => {
    expect(click({ link: SHOP }, followed([SALE, after]))).toBe("every link at once");
  });

  it.each([-2_001, 2_001])("one after the other are a person's: %i ms apart", (after) => {
    expect(click({ link: SHOP }, followed([SALE, after]))).toBeUndefined();
  });

  it("are two different ones: a double click is a person's", () => {
    expect(click({ link: SHOP }, followed([SHOP, -100]))).toBeUndefined();
  });

  it("are not those that a scanner followed long before", () => {
    const scanned = followed([SHOP, -3_600_000], [SALE, -3_600_000]);
    expect(click({ link: SHOP }, scanned)).toBeUndefined();
  });
});

describe("what is too soon after delivery", () => {
  it("is a machine's: nobody reads that fast", () => {
    expect(click({ timed: true }, { delivered: AT - 9_999 })).toBe("too soon");
    expect(click({ timed: true }, { delivered: AT - 10_000 })).toBeUndefined();
    expect(open({ timed: true }, { delivered: AT - 2_999 })).toBe("too soon");
    expect(open({ timed: true }, { delivered: AT - 3_000 })).toBeUndefined();
  });

  it("is also what came before it: the gateway looked, and took the message then", () => {
    expect(click({ timed: true }, { delivered: AT + 500, sentAt: AT - 30_000 })).toBe("too soon");
  });

  it("counts from when it was sent while the delivery is not known", () => {
    expect(click({ timed: true }, { sentAt: AT - 5_000 })).toBe("too soon");
    expect(click({ timed: true }, { sentAt: AT - 10_000 })).toBeUndefined();
    expect(click({ timed: true }, {})).toBeUndefined();
  });

  it("does not count from a time that was only noted later: the answer of SES was lost", () => {
    expect(click({ timed: true }, { sentAt: AT + 1 })).toBeUndefined();
  });

  it.each(["opened", "clicked", "machineOpened", "machineClicked"])(
    "does not count from a delivery that was only concluded from its being %s",
    (fact) => {
      const delivered = AT - 8_000;
      expect(click({ timed: true }, { [fact]: delivered, delivered, sentAt: AT - 3_600_000 })).toBeUndefined();
    },
  );

  it("is nothing where a person may click the moment the message is there", () => {
    expect(click({}, { delivered: AT })).toBeUndefined();
    expect(open({}, { delivered: AT })).toBeUndefined();
  });
});

describe("a program", () => {
  it.each([
    "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
    "Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)",
    "facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)",
    "WhatsApp/2.23.18.78 i",
    "Snap URL Preview Service; bot; snapchat",
    "BarracudaSentinel (EE)",
    "Mozilla/5.0 (compatible; Mimecast URL scanner)",
    "ProofPoint URL Defense",
    "CiscoSecureEmail/1.0",
    "python-requests/2.32.3",
    "Python/3.12 aiohttp/3.9.5",
    "curl/8.9.1",
    "Wget/1.21.4",
    "Go-http-client/2.0",
    "Apache-HttpClient/4.5.14 (Java/17.0.9)",
    "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/127.0.0.0 Safari/537.36",
  ])("that says what it is counts as that: %s", (agent) => {
    expect(saysItIsAMachine(agent)).toBe(true);
    expect(click({ agent })).toBe("says it is one");
    expect(open({ agent })).toBe("says it is one");
  });

  it.each([
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1",
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/127.0.0.0 Safari/537.36 Edg/127.0.0.0",
    // Its picture proxies fetch when the reader opens the message.
    "Mozilla/5.0 (Windows NT 5.1; rv:11.0) Gecko Firefox/11.0 (via ggpht.com GoogleImageProxy)",
    "YahooMailProxy; https://help.yahoo.com/kb/yahoo-mail-proxy-SLN28749.html",
    "Microsoft Office/16.0 (Windows NT 10.0; Microsoft Outlook 16.0.17830; Pro)",
    // Phones and tablets with an unlucky name.
    "Mozilla/5.0 (Linux; Android 8.0.0; CUBOT_P20) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/70.0.3538.110 Mobile Safari/537.36",
    "Mozilla/5.0 (Linux; Android 7.0; M bot 60 Build/NRD90M; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/67.0.3396.87 Mobile Safari/537.36",
    // Within an app, by a person.
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 [FBAN/FBIOS;FBAV/470.0.0]",
    "",
    undefined,
  ])("that a person has in hand does not: %s", (agent) => {
    const evidence = agent === undefined ? {} : { agent };
    expect([click(evidence), open(evidence)]).toEqual([undefined, undefined]);
  });
});

describe("Apple's proxy, which loads the pictures of every message", () => {
  it("is known by its bare name", () => {
    expect(open({ agent: "Mozilla/5.0" })).toBe("privacy proxy");
    expect(open({ agent: "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)" })).toBeUndefined();
  });

  it("follows no links: a click under this name is somebody's", () => {
    expect(click({ agent: "Mozilla/5.0" })).toBeUndefined();
  });
});

describe("what the ledger keeps of a link", () => {
  it("is a few digits, by which nobody finds the address", () => {
    const { setOnce, set } = marking({ link: SALE, agent: "curl", timed: true }, AT);
    expect(Object.keys(setOnce)).toEqual([expect.stringMatching(/^click#[0-9a-f]{8}$/)]);
    expect(set).toEqual({});
  });

  it("is nothing where the link is not known", () => {
    expect(marking({ timed: true }, AT)).toEqual({ setOnce: {}, set: {} });
  });
});
