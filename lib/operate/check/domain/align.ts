import type { Policy } from "./discover.ts";

/** Whether a domain that was proven, by DKIM or SPF, counts for the domain of From. */
export type Alignment = "same" | "same organization" | "strangers";

/**
 * How receivers compare two domains. Relaxed alignment takes the first two, strict alignment the first alone. Where no name
 * above has a DMARC record, receivers by the tree walk see two organizations in `mail.shop.example` and `shop.example`.
 */
export function alignment(proven: string, from: string, { organization }: Pick<Policy, "organization">): Alignment {
  if (proven === from) return "same";
  return isWithin(proven, organization) && isWithin(from, organization) ? "same organization" : "strangers";
}

function isWithin(domain: string, organization: string): boolean {
  return domain === organization || domain.endsWith(`.${organization}`);
}
