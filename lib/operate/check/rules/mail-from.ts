import { alignment } from "../domain/align.ts";
import type { Facts } from "../facts.ts";
import { type Identity, mailFrom } from "../look/sender.ts";
import { about } from "../looked.ts";
import { type Answer, bad, ok, type Rule } from "../rule.ts";
import { MICROSOFT, ses } from "./sources.ts";

export const MAIL_FROM: readonly Rule[] = [
  {
    name: "MAIL FROM domain",
    group: "Sender",
    why: "with SES's own, SPF counts for amazonses.com and DMARC rests on DKIM alone",
    source: ses("mail-from"),
    check: (facts) => about(facts.identities, (found) => returned(found, facts)),
  },
  {
    name: "SPF of the MAIL FROM domain",
    group: "Sender",
    why: "Microsoft rejects bulk mail whose SPF does not pass",
    source: MICROSOFT,
    check: ({ identities, mailFromSpf }) =>
      about(identities, (found) => {
        const own = mailFrom(found);
        if (own === undefined) return undefined;
        return about(mailFromSpf, (texts = []) => spf(own.domain, texts));
      }),
  },
];

function returned(found: readonly Identity[], { domain, dns: { policy } }: Facts): Answer | undefined {
  const identity = found.find(({ name }) => !name.includes("@")) ?? found[0];
  if (identity === undefined) return undefined;
  const own = mailFrom(found);
  if (own === undefined) {
    const { name } = identity;
    const fix = `aws sesv2 put-email-identity-mail-from-attributes --email-identity ${name} --mail-from-domain bounce.${name.slice(name.lastIndexOf("@") + 1)}`;
    return bad("advice", "it is SES's own: SPF passes, and is not aligned", fix);
  }
  if (own.status !== "SUCCESS") {
    return bad(
      "warning",
      `${own.domain} has no MX record that leads to SES (${own.status})`,
      "add its records: docs/deploy.md",
    );
  }
  if (policy.is !== "known") return ok(`${own.domain} is set up`);
  const isStrict = policy.value.inForce?.record.aspf === "strict";
  const aligned = alignment(own.domain, domain, policy.value);
  if (aligned === "same" || (aligned === "same organization" && !isStrict))
    return ok(`${own.domain} is set up, and aligned`);
  const why = isStrict ? "the policy takes the same name alone (aspf=s)" : "it belongs to another organization";
  return bad(
    "advice",
    `${own.domain} is set up, but not aligned with ${domain}: ${why}`,
    "write aspf=r, or rest on DKIM",
  );
}

function spf(domain: string, texts: readonly string[]): Answer {
  const records = texts.filter((text) => /^v=spf1(\s|$)/i.test(text));
  const [record] = records;
  const fix = `add the TXT record ${domain}: "v=spf1 include:amazonses.com ~all"`;
  if (record === undefined) return bad("error", `${domain} has no SPF record`, fix);
  // Receivers take two records for none: https://www.rfc-editor.org/rfc/rfc7208
  if (records.length > 1) return bad("error", `${domain} has ${records.length} SPF records`, "leave one");
  if (/\binclude:amazonses\.com(\s|$)/i.test(record)) return ok(`${domain} lets SES send`);
  return bad("error", `the SPF record of ${domain} does not include amazonses.com`, fix);
}
