import { createLinks, keysIn, type SignedLinks } from "../../email/links.ts";
import { need } from "../environment.ts";
import { openSecrets } from "../secrets.ts";

/** Signed links that lead to this deployment's pages. */
export async function openLinks(): Promise<SignedLinks> {
  return createLinks({ keys: keysIn(await openSecrets()(need("LINK_SECRET_ARN"))), baseUrl: need("PUBLIC_URL") });
}
