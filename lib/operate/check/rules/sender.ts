import { alignment } from "../domain/align.ts";
import type { Policy } from "../domain/discover.ts";
import { signer } from "../look/sender.ts";
import { about } from "../looked.ts";
import { type Answer, bad, ok, type Rule } from "../rule.ts";
import { GMAIL, ses, YAHOO } from "./sources.ts";

export const SENDER: readonly Rule[] = [
  {
    name: "verified sender",
    group: "Sender",
    why: "SES refuses mail from whoever is not verified",
    source: ses("creating-identities"),
    check: ({ identities, shop, domain }) =>
      about(identities, (found) => {
        const verified = found.find(({ VerifiedForSendingStatus }) => VerifiedForSendingStatus === true);
        if (verified !== undefined) return ok(`${shop.from} may send, by the identity ${verified.name}`);
        const [pending] = found;
        if (pending === undefined)
          return bad(
            "error",
            `SES knows neither ${shop.from} nor ${domain}`,
            `aws sesv2 create-email-identity --email-identity ${domain}`,
          );
        const state = pending.VerificationStatus ?? "PENDING";
        return bad(
          "error",
          `${pending.name} is not verified (${state})`,
          "put its DKIM records into the DNS: docs/deploy.md",
        );
      }),
  },
  {
    name: "DKIM signature",
    group: "Sender",
    why: "Gmail, Yahoo and Microsoft ask bulk senders for a signature",
    source: YAHOO,
    check: ({ identities }) =>
      about(identities, (found) => {
        const identity = signer(found);
        if (identity === undefined) return undefined;
        const { SigningEnabled, Status = "NOT_STARTED" } = identity.DkimAttributes ?? {};
        if (Status !== "SUCCESS")
          return bad("error", `the key of ${identity.name} is not in the DNS (${Status})`, keyFix(identity.name));
        if (SigningEnabled === true) return ok(`${identity.name} signs`);
        const fix = `aws sesv2 put-email-identity-dkim-attributes --email-identity ${identity.name} --signing-enabled`;
        return bad("error", `the signature of ${identity.name} is switched off`, fix);
      }),
  },
  {
    name: "DKIM alignment",
    group: "Sender",
    why: "DMARC counts a signature of From's own organization alone",
    source: GMAIL,
    check: (facts) =>
      about(facts.identities, (found) => {
        const identity = signer(found);
        if (identity === undefined || identity.DkimAttributes?.Status !== "SUCCESS") return undefined;
        const signs = identity.name.slice(identity.name.lastIndexOf("@") + 1);
        return about(facts.dns.policy, (policy) => dkim(signs, facts.domain, policy));
      }),
  },
  {
    name: "identity's own configuration set",
    group: "Sender",
    why: "mail of other programs goes by it, and its events are none of this stack's",
    source: ses("managing-configuration-sets"),
    check: ({ identities }) =>
      about(identities, (found) => {
        const [identity] = found.filter(({ ConfigurationSetName: name = "" }) => name !== "");
        if (found.length === 0) return undefined;
        if (identity === undefined) return ok("there is none: the stack's messages name theirs");
        const { name, ConfigurationSetName: set } = identity;
        const fix = "leave it for other programs that send in this name; without any, take it off";
        return bad("advice", `mail by ${name} that names no set goes by ${set}; the stack's messages name theirs`, fix);
      }),
  },
];

/** Only a domain has a key. */
function keyFix(name: string): string {
  const domain = name.slice(name.lastIndexOf("@") + 1);
  if (domain === name) return "add its records: docs/deploy.md";
  return `let the domain sign: aws sesv2 create-email-identity --email-identity ${domain}`;
}

function dkim(signs: string, domain: string, policy: Policy): Answer {
  const itself = `let ${domain} itself sign: aws sesv2 create-email-identity --email-identity ${domain}`;
  const aligned = alignment(signs, domain, policy);
  if (aligned === "same") return ok(`${signs} signs for itself`);
  const found = `${signs} signs for ${domain}`;
  const { adkim, psd } = policy.inForce?.record ?? {};
  if (adkim === "strict") return bad("error", `${found}, whose policy takes the same name alone (adkim=s)`, itself);
  if (aligned === "same organization") return ok(`${found}: one organization`);
  if (psd === "n") return bad("error", `${found}, which is an organization of its own (psd=n)`, itself);
  // Receivers by RFC 7489 know from a list of public suffixes that they are one; those by RFC 9989 do not.
  const fix = `add a DMARC record to ${signs}, or ${itself}`;
  return bad("warning", `${found}, and no DMARC record above says that they belong together`, fix);
}
