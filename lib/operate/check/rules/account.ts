import { ceilingOn } from "../../../journey/send/warm-up.ts";
import { about } from "../looked.ts";
import { type Answer, bad, count, ok, percent, type Rule } from "../rule.ts";
import { ses } from "./sources.ts";

/** Of the day's quota: from here on a busy hour may be too much. */
const NEARLY = 0.8;

export const ACCOUNT: readonly Rule[] = [
  {
    name: "production access",
    group: "SES account",
    why: "in the sandbox SES writes to verified addresses alone",
    source: ses("request-production-access"),
    check: ({ account }) =>
      about(account, ({ ProductionAccessEnabled }) =>
        ProductionAccessEnabled === true
          ? ok("the account may write to everybody")
          : bad("error", "the account is in the sandbox", "ask for production access: docs/deploy.md tells how"),
      ),
  },
  {
    name: "sending of the account",
    group: "SES account",
    why: "an account whose sending is off sends nothing",
    source: ses("monitoring-sender-reputation-pausing"),
    check: ({ account }) =>
      about(account, ({ SendingEnabled }) =>
        SendingEnabled === true
          ? ok("sending is on")
          : bad("error", "sending is off", "aws sesv2 put-account-sending-attributes --sending-enabled"),
      ),
  },
  {
    name: "review of the account",
    group: "SES account",
    why: "AWS reviews accounts with many bounces or complaints, and stops them",
    source: ses("faqs-enforcement"),
    check: ({ account }) =>
      about(account, ({ EnforcementStatus: status = "" }) => {
        if (status === "HEALTHY") return ok("AWS has no complaint");
        const fix = "answer AWS's case in the Support Center, and mend what it names";
        return status === "PROBATION"
          ? bad("warning", "the account is under review", fix)
          : bad("error", `AWS has stopped the account (${status})`, fix);
      }),
  },
  {
    name: "sending quota",
    group: "SES account",
    why: "messages above it wait, and are dropped when they become too late",
    source: ses("manage-sending-quotas"),
    check: ({ account }) =>
      about(
        account,
        ({ SendQuota: { Max24HourSend: most = 0, SentLast24Hours: sent = 0, MaxSendRate: rate = 0 } = {} }) =>
          quota(most, sent, rate),
      ),
  },
  {
    name: "suppression list of the account",
    group: "SES account",
    why: "an address that bounced or complained is bad for everybody who sends from this account",
    source: ses("sending-email-suppression-list"),
    check: ({ account }) =>
      about(account, ({ SuppressionAttributes: { SuppressedReasons: reasons = [] } = {} }) =>
        reasons.includes("BOUNCE") && reasons.includes("COMPLAINT")
          ? ok("it takes bounces and complaints")
          : bad(
              "advice",
              `it takes ${reasons.map((reason) => `${reason.toLowerCase()}s`).join(", ") || "nothing"}; the stack's own set takes both`,
              "aws sesv2 put-account-suppression-attributes --suppressed-reasons BOUNCE COMPLAINT",
            ),
      ),
  },
  {
    name: "warm-up within the quota",
    group: "SES account",
    why: "a day's ceiling above SES's own is no ceiling",
    source: ses("manage-sending-quotas"),
    check: ({ shop: { warmUp }, today, account }) => {
      const ceiling = warmUp === undefined ? undefined : ceilingOn(warmUp, today);
      if (ceiling === undefined) return undefined;
      return about(account, ({ SendQuota: { Max24HourSend: most = 0 } = {} }) => {
        if (most < 0 || ceiling <= most) return ok(`today at most ${count(ceiling)} marketing messages`);
        const found = `today's ceiling is ${count(ceiling)}, SES takes ${count(most)} in 24 hours`;
        return bad("warning", found, "ask AWS for a higher quota, or let the plan grow slower");
      });
    },
  },
];

/** A quota of -1 has no end. */
function quota(most: number, sent: number, rate: number): Answer {
  if (most < 0) return ok(`${count(sent)} sent in 24 hours, without a limit; ${count(rate)} a second`);
  const found = `${count(sent)} of ${count(most)} in 24 hours are used; ${count(rate)} a second`;
  const fix = "ask AWS for more: SES, Account dashboard, Request a limit increase";
  if (sent >= most) return bad("error", found, fix);
  return sent >= most * NEARLY ? bad("warning", `${found}: that is ${percent(sent / most)}`, fix) : ok(found);
}
