import type { Facts } from "../../../lib/operate/check/facts.ts";
import { type Known, known, type Looked } from "../../../lib/operate/check/looked.ts";
import type { Level } from "../../../lib/operate/check/rule.ts";
import { givenShop } from "../../support/shop.ts";
import { givenFacts } from "./given.ts";

/** The facts of a shop that is well, but for one that is changed. */
export function but<K extends keyof Facts>(key: K, change: (value: NonNullable<Known<Facts[K]>>) => unknown): Facts {
  const facts = givenFacts();
  const looked = facts[key] as Looked<NonNullable<Known<Facts[K]>>>;
  if (looked.is !== "known") throw new Error("this is not known");
  return { ...facts, [key]: known(change(looked.value)) };
}

const account = (change: object) => but("account", (value) => ({ ...value, ...change }));
export const set = (change: object) => but("set", (value) => ({ ...value, ...change }));
const identity = (change: object) => but("identities", ([one]) => [{ ...one, ...change }]);
const counted = (change: object) => but("counted", (value) => ({ ...value, ...change }));
const policy = (change: object): Facts => {
  const { dns } = givenFacts();
  if (dns.policy.is !== "known") throw new Error("this is not known");
  return givenFacts({ dns: { ...dns, policy: known({ ...dns.policy.value, ...change }) } });
};
const inForce = (change: object, at = "bluecup.example"): Facts => {
  const record = { p: "none", adkim: "relaxed", aspf: "relaxed", rua: [], psd: "u", ...change };
  return policy({ inForce: { at, record } });
};
const leadsTo = (name: string | undefined, region: string | undefined = "eu-central-1"): Facts => {
  const { dns, region: _other, ...facts } = givenFacts();
  const tracking = { name: "go.bluecup.example", leadsTo: known(name === undefined ? [] : [name]) };
  return { ...facts, ...(region === "" ? {} : { region }), dns: { ...dns, tracking } };
};
const template = (htmlBytes: number): Facts => {
  const { files } = givenFacts();
  return givenFacts({
    files: { ...files, templates: [{ name: "long", kind: "transactional", htmlBytes, text: "derived" }] },
  });
};
const quota = (most: number, sent: number) =>
  account({ SendQuota: { Max24HourSend: most, SentLast24Hours: sent, MaxSendRate: 14 } });
export const warmUp = { from: "2026-11-20", start: 200, growth: "50%", until: 50_000 };
export const warm = (most: number, today = "2026-11-22"): Facts => ({
  ...quota(most, 0),
  shop: givenShop({ warmUp }),
  today,
});
const servers = (...names: string[]): Facts => {
  const { dns } = givenFacts();
  return givenFacts({ dns: { ...dns, replies: [{ address: "help@other.example", servers: known(names) }] } });
};

/** From is below the domain that signs. */
const below = (facts: Facts): Facts => ({ ...facts, domain: "mail.bluecup.example" });

export const EXAMPLES: [rule: string, facts: Facts, level: Level, found: RegExp][] = [
  [
    "campaigns and templates",
    givenFacts({
      files: {
        ...givenFacts().files,
        faults: [{ file: "campaigns/x.json", line: 3, path: "steps", what: "is empty", fix: "add one" }],
      },
    }),
    "error",
    /^campaigns\/x\.json:3 steps: is empty; add one$/,
  ],
  ["size of messages", template(102 * 1024), "warning", /long \(transactional\): 102 KB.* made from the HTML/],
  ["size of messages", template(102 * 1024 - 1), "ok", /102 KB/],
  ["DMARC record", policy({ inForce: undefined }), "error", /none at _dmarc\.bluecup\.example or _dmarc\.example/],
  [
    "DMARC record",
    policy({ useless: [{ at: "bluecup.example", why: "it has more than one record", records: [] }] }),
    "error",
    /_dmarc\.bluecup\.example: it has more than one record/,
  ],
  ["DMARC record", below(givenFacts()), "ok", /mail\.bluecup\.example has none, and goes by the one of bluecup/],
  ["DMARC policy", inForce({}), "advice", /p=none/],
  ["DMARC policy", below(inForce({ p: "reject", sp: "none" })), "advice", /p=none/],
  ["DMARC policy", below(inForce({ p: "reject" })), "ok", /reject/],
  ["DMARC reports", inForce({}), "advice", /nobody/],
  ["mail server for answers", servers(), "warning", /other\.example takes no mail/],
  ["mail server for answers", servers(""), "warning", /takes no mail/],
  ["tracking domain", leadsTo(undefined), "error", /no CNAME/],
  ["tracking domain", leadsTo("r.us-east-1.awstrack.me"), "error", /not SES's tracking host/],
  ["tracking domain", leadsTo("r.us-east-1.awstrack.me", ""), "ok", /us-east-1/],
  ["tracking domain", leadsTo("R.EU-central-1.awstrack.me."), "ok", /r\.eu-central-1/],
  ["tracking domain", leadsTo("d1.cloudfront.net"), "unknown", /origin must be r\.eu-central-1\.awstrack\.me/],
  ["production access", account({ ProductionAccessEnabled: false }), "error", /sandbox/],
  ["sending of the account", account({ SendingEnabled: false }), "error", /off/],
  ["review of the account", account({ EnforcementStatus: "PROBATION" }), "warning", /under review/],
  ["review of the account", account({ EnforcementStatus: "SHUTDOWN" }), "error", /stopped.*SHUTDOWN/],
  ["sending quota", quota(1_000, 799), "ok", /799 of 1,000/],
  ["sending quota", quota(1_000, 800), "warning", /80 %/],
  ["sending quota", quota(1_000, 1_000), "error", /1,000 of 1,000/],
  ["sending quota", quota(-1, 5_000), "ok", /without a limit/],
  [
    "suppression list of the account",
    account({ SuppressionAttributes: { SuppressedReasons: ["BOUNCE"] } }),
    "advice",
    /takes bounces;/,
  ],
  ["warm-up within the quota", warm(450), "ok", /at most 450/],
  ["warm-up within the quota", warm(449), "warning", /ceiling is 450, SES takes 449/],
  ["warm-up within the quota", warm(-1), "ok", /450/],
  ["verified sender", but("identities", () => []), "error", /knows neither hello@bluecup\.example nor bluecup/],
  [
    "verified sender",
    identity({ VerifiedForSendingStatus: false, VerificationStatus: "PENDING" }),
    "error",
    /not verified \(PENDING\)/,
  ],
  ["DKIM signature", identity({ DkimAttributes: { Status: "PENDING" } }), "error", /not in the DNS \(PENDING\)/],
  [
    "DKIM signature",
    identity({ DkimAttributes: { Status: "SUCCESS", SigningEnabled: false } }),
    "error",
    /switched off/,
  ],
  ["DKIM signature", identity({ name: "hello@bluecup.example", DkimAttributes: {} }), "error", /NOT_STARTED/],
  ["DKIM alignment", below(givenFacts()), "ok", /one organization/],
  ["DKIM alignment", below(inForce({ adkim: "strict" })), "error", /adkim=s/],
  ["DKIM alignment", below(policy({ organization: "mail.bluecup.example" })), "warning", /no DMARC record above/],
  [
    "DKIM alignment",
    below({
      ...givenFacts(),
      dns: {
        ...givenFacts().dns,
        policy: known({
          asked: [],
          useless: [],
          organization: "mail.bluecup.example",
          inForce: {
            at: "mail.bluecup.example",
            record: { p: "none", adkim: "relaxed", aspf: "relaxed", rua: [], psd: "n" },
          },
        }),
      },
    }),
    "error",
    /psd=n/,
  ],
  ["MAIL FROM domain", identity({ MailFromAttributes: undefined }), "advice", /SES's own/],
  [
    "MAIL FROM domain",
    identity({ MailFromAttributes: { MailFromDomain: "b.bluecup.example", MailFromDomainStatus: "FAILED" } }),
    "warning",
    /no MX record.*FAILED/,
  ],
  ["MAIL FROM domain", inForce({ aspf: "strict" }), "advice", /aspf=s/],
  ["SPF of the MAIL FROM domain", givenFacts({ mailFromSpf: known(["other"]) }), "error", /no SPF record/],
  ["SPF of the MAIL FROM domain", givenFacts({ mailFromSpf: known(["v=spf1 -all"]) }), "error", /does not include/],
  [
    "SPF of the MAIL FROM domain",
    givenFacts({ mailFromSpf: known(["v=spf1 include:amazonses.com -all", "v=spf1 -all"]) }),
    "error",
    /2 SPF records/,
  ],
  ["identity's own configuration set", identity({ ConfigurationSetName: "old" }), "advice", /goes by old/],
  ["sending of the set", set({ SendingOptions: { SendingEnabled: false } }), "error", /RegularsProd-Set is off/],
  ["TLS", set({ DeliveryOptions: { TlsPolicy: "OPTIONAL" } }), "warning", /unencrypted/],
  ["reputation metrics", set({ ReputationOptions: {} }), "warning", /not kept/],
  ["suppression list of the set", set({ SuppressionOptions: {} }), "warning", /nothing/],
  ["tracking domain of the set", set({ TrackingOptions: undefined }), "warning", /deploy\.json names go\.bluecup/],
  ["sending of the set", but("set", () => undefined), "error", /not there any more/],
  ["tracking domain of the set", givenFacts({ stage: {} }), "warning", /over go\.bluecup.*; deploy\.json names none/],
  ["events of the set", but("destinations", () => []), "error", /none go/],
  ["events of the set", but("destinations", ([one]) => [{ ...one, Enabled: false }]), "error", /none go/],
  [
    "events of the set",
    but("destinations", ([one]) => [{ ...one, EventBridgeDestination: undefined }]),
    "error",
    /none go/,
  ],
  [
    "events of the set",
    but("destinations", ([one]) => [{ ...one, MatchingEventTypes: ["SEND", "DELIVERY", "OPEN", "CLICK", "BOUNCE"] }]),
    "error",
    /^COMPLAINT, REJECT, RENDERING_FAILURE do not/,
  ],
  ["complaints", counted({ delivered: 10_000, complained: 9 }), "ok", /9 of 10,000.* 7 days.*0\.09 %/],
  ["complaints", counted({ delivered: 10_000, complained: 10 }), "warning", /0\.1 %/],
  ["complaints", counted({ delivered: 10_000, complained: 30 }), "error", /0\.3 %/],
  ["complaints", counted({ delivered: 100, complained: 1 }), "warning", /1 of 100/],
  ["complaints", counted({ delivered: 0, complained: 0 }), "ok", /no message/],
  ["bounces", counted({ sent: 1_000, bounced: 20 }), "warning", /2 %/],
  ["bounces", counted({ sent: 1_000, bounced: 50 }), "error", /5 %/],
  [
    "pauses",
    givenFacts({ pause: known({ marketing: { at: Date.parse("2026-11-21T09:30:00Z"), why: "0.4 % complained" } }) }),
    "warning",
    /held since 2026-11-21 09:30 UTC: 0\.4 % complained/,
  ],
  ["pauses", givenFacts({ pause: known({ all: Date.parse("2026-11-21T09:30:00Z") }) }), "warning", /everything/],
  ["pauses", givenFacts({ pause: known({ "campaign#win-back": 1 }) }), "ok", /by hand: win-back/],
];
