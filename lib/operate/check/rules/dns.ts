import type { Policy } from "../domain/discover.ts";
import { about } from "../looked.ts";
import { type Answer, bad, ok, type Rule } from "../rule.ts";
import { GMAIL, MICROSOFT, RFC_DMARC, ses } from "./sources.ts";

export const DNS: readonly Rule[] = [
  {
    name: "DMARC record",
    group: "DNS",
    why: "Gmail, Yahoo and Microsoft ask bulk senders for one",
    source: GMAIL,
    check: ({ dns, domain }) => about(dns.policy, (policy) => record(policy, domain)),
  },
  {
    name: "DMARC policy",
    group: "DNS",
    why: "p=none lets anybody send in the shop's name",
    source: RFC_DMARC,
    check: ({ dns, domain }) =>
      about(dns.policy, (policy) => {
        const asks = requested(policy, domain);
        if (asks === undefined) return undefined;
        if (asks !== "none") return ok(`receivers are asked to ${asks} what fails`);
        return bad(
          "advice",
          "receivers are asked to do nothing about mail that fails (p=none)",
          "read the reports for some weeks, then write p=quarantine",
        );
      }),
  },
  {
    name: "DMARC reports",
    group: "DNS",
    why: "reports show who sends in the shop's name, and what fails",
    source: RFC_DMARC,
    check: ({ dns }) =>
      about(dns.policy, ({ inForce }) => {
        if (inForce === undefined) return undefined;
        if (inForce.record.rua.length > 0) return ok(`reports go to ${inForce.record.rua.join(", ")}`);
        return bad("advice", "nobody gets reports", `add rua=mailto:dmarc@${inForce.at} to the record`);
      }),
  },
  {
    name: "mail server for answers",
    group: "DNS",
    why: "customers answer, and Microsoft asks for a From or Reply-To address that takes mail",
    source: MICROSOFT,
    check: ({ dns: { replies } }) =>
      replies.map(({ address, servers }) => {
        const domain = address.slice(address.lastIndexOf("@") + 1);
        return about(servers, (found): Answer => {
          // One record with an empty name says that a domain takes no mail: RFC 7505.
          const takes = found.filter((name) => name !== "" && name !== ".");
          if (takes.length > 0) return ok(`mail to ${domain} goes to ${takes[0]}`);
          const fix = "give the domain an MX record, or name a replyTo in shop.json that is read";
          return bad("warning", `${domain} takes no mail: it has no MX record`, fix);
        });
      }),
  },
  {
    name: "tracking domain",
    group: "DNS",
    why: "links that count clicks lead over it; where it leads nowhere, every link is dead",
    source: ses("configure-custom-open-click-domains"),
    check: ({ dns: { tracking }, region }) =>
      tracking === undefined ? undefined : about(tracking.leadsTo, (names) => tracked(tracking.name, names, region)),
  },
];

function record({ inForce, useless, asked }: Policy, domain: string): Answer {
  const own = useless.find(({ at }) => at === domain) ?? (inForce === undefined ? useless[0] : undefined);
  if (own !== undefined) {
    return bad(
      "error",
      `receivers pass over the record at _dmarc.${own.at}: ${own.why}`,
      "leave one record that is right",
    );
  }
  if (inForce !== undefined) {
    const { at } = inForce;
    return ok(at === domain ? `${domain} has one` : `${domain} has none, and goes by the one of ${at}`);
  }
  return bad(
    "error",
    `there is none at ${asked.map((name) => `_dmarc.${name}`).join(" or ")}`,
    `add the TXT record _dmarc.${domain}: "v=DMARC1; p=none; rua=mailto:dmarc@${domain}"`,
  );
}

/** A name below goes by the word for subdomains, if there is one. */
function requested({ inForce }: Policy, domain: string): string | undefined {
  if (inForce === undefined) return undefined;
  const { at, record } = inForce;
  return at === domain ? record.p : (record.sp ?? record.p);
}

function tracked(name: string, names: readonly string[], region: string | undefined): Answer {
  const host = `r.${region ?? "<region>"}.awstrack.me`;
  const [leadsTo] = names.map((one) => one.toLowerCase().replace(/\.$/, ""));
  if (leadsTo === undefined)
    return bad("error", `${name} has no CNAME record`, `let it lead to ${host}, or to a CDN before it`);
  const isThere = region === undefined ? /^r\.[a-z0-9-]+\.awstrack\.me$/.test(leadsTo) : leadsTo === host;
  if (isThere) return ok(`${name} leads to ${leadsTo}`);
  // What a CDN does behind its name is not to be seen in the DNS.
  if (leadsTo.endsWith(".cloudfront.net")) {
    return { level: "unknown", found: `${name} leads to a CDN, ${leadsTo}; its origin must be ${host}` };
  }
  return bad("error", `${name} leads to ${leadsTo}, which is not SES's tracking host`, `let it lead to ${host}`);
}
