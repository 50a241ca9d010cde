import { createLinks, keysIn, type SignedLinks } from "../../email/links.ts";
import { need } from "../environment.ts";
import { openSecrets } from "../secrets.ts";

/** Milliseconds: whoever tries out forged links does not make each of them a call of Secrets Manager. */
const FRESH = 10_000;

/** Signed links that lead to this deployment's pages. */
export async function openLinks(oldest?: number): Promise<SignedLinks> {
  const text = await openSecrets()(need("LINK_SECRET_ARN"), oldest);
  return createLinks({ keys: keysIn(text), baseUrl: need("PUBLIC_URL") });
}

/** With the keys of now: one that has just come signs messages before every container has taken it up. */
export function openFreshLinks(): Promise<SignedLinks> {
  return openLinks(FRESH);
}
