import { createLinkMaker, createLinks, keysIn, type LinkSecrets, type SignedLinks } from "../../email/links.ts";
import type { Links } from "../../journey/ports.ts";
import { need } from "../environment.ts";
import { openSecrets } from "../secrets.ts";

/** Milliseconds: whoever tries out forged links does not make each of them a call of Secrets Manager. */
const FRESH = 10_000;

/** Makes signed links that lead to this deployment's pages. */
export async function openLinkMaker(): Promise<Links> {
  return createLinkMaker(await secrets());
}

/** The same with their other end, for whoever answers them. */
export async function openLinks(): Promise<SignedLinks> {
  return createLinks(await secrets());
}

/** With the keys of now: one that has just come signs messages before every container has taken it up. */
export async function openFreshLinks(): Promise<SignedLinks> {
  return createLinks(await secrets(FRESH));
}

async function secrets(oldest?: number): Promise<LinkSecrets> {
  const text = await openSecrets()(need("LINK_SECRET_ARN"), oldest);
  return { keys: keysIn(text), baseUrl: need("PUBLIC_URL") };
}
