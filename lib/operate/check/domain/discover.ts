import { type Dmarc, isDmarc, parseDmarc } from "./dmarc.ts";
import type { Dns } from "./dns.ts";

/** What the DNS says about mail from a domain. */
export interface Policy {
  /** The domain itself and those above it, as far as they were asked. */
  asked: string[];
  /** The record that receivers go by, and the domain that has it. */
  inForce?: { at: string; record: Dmarc };
  /** What receivers make nothing of: records that are faulty, and domains that have more than one. */
  useless: { at: string; why: string; records: string[] }[];
  /** The domain that stands for the whole organization: names under it are one sender. */
  organization: string;
}

/** A name may have 127 labels; nobody is asked more often than this. */
const MOST_ASKED = 8;

/**
 * Finds the record that is in force by walking up the names, without a list of public suffixes:
 * https://www.rfc-editor.org/rfc/rfc9989 (DMARC policy discovery, DNS tree walk).
 *
 * 1. The domain and every one above it are asked for records; one that says `psd=n` or `psd=y` ends the walk.
 * 2. The organization's domain is the one that says so, or the one below a public suffix, else the highest that has a record.
 * 3. The domain's own record is in force, else the organization's, else that of the public suffix.
 */
export async function discover(dns: Pick<Dns, "txt">, domain: string): Promise<Policy> {
  const asked: string[] = [];
  const useless: Policy["useless"] = [];
  const found: { at: string; record: Dmarc }[] = [];
  for (const at of walk(domain)) {
    asked.push(at);
    const records = (await dns.txt(`_dmarc.${at}`)).filter(isDmarc);
    const [text, ...others] = records;
    if (text === undefined) continue;
    const record = others.length > 0 ? { fault: "it has more than one record" } : parseDmarc(text);
    if ("fault" in record) {
      useless.push({ at, why: record.fault, records });
      continue;
    }
    found.push({ at, record });
    if (record.psd === "n" || (record.psd === "y" && at !== domain)) break;
  }
  const inForce = found.find(({ at }) => at === domain) ?? atOrganization(found, domain);
  return {
    asked,
    useless,
    organization: organizationOf(found, domain),
    ...(inForce === undefined ? {} : { inForce }),
  };
}

/** The domain, its parent and so on, the top-level domain last. Long names are cut to seven labels after the first question. */
export function walk(domain: string): string[] {
  const labels = domain.split(".");
  const from = labels.length > MOST_ASKED ? labels.length - MOST_ASKED + 1 : 1;
  const above = labels.slice(from).map((_, index) => labels.slice(from + index).join("."));
  return [domain, ...above];
}

function organizationOf(found: readonly { at: string; record: Dmarc }[], domain: string): string {
  const last = found.at(-1);
  if (last === undefined) return domain;
  if (last.record.psd !== "y" || last.at === domain) return last.at;
  const labels = domain.split(".");
  return labels.slice(labels.length - last.at.split(".").length - 1).join(".");
}

function atOrganization(
  found: readonly { at: string; record: Dmarc }[],
  domain: string,
): { at: string; record: Dmarc } | undefined {
  const organization = organizationOf(found, domain);
  return found.find(({ at }) => at === organization) ?? found.at(-1);
}
