import {
  GetAccountCommand,
  type GetAccountCommandOutput,
  GetEmailIdentityCommand,
  type GetEmailIdentityCommandOutput,
  SESv2Client,
} from "@aws-sdk/client-sesv2";
import { isNamed } from "../../../aws/errors.ts";
import type { Place } from "../../clients.ts";

export type Ses = Pick<SESv2Client, "send">;

/** An identity of SES, by its name: an address or a domain. */
export interface Identity extends Omit<GetEmailIdentityCommandOutput, "$metadata"> {
  name: string;
}

/** Less patient than the other commands: whoever waits for this one waits to deploy. */
export function openSes({ region, profile }: Place): Ses {
  return new SESv2Client({
    maxAttempts: 4,
    requestHandler: { connectionTimeout: 5_000, requestTimeout: 20_000, throwOnRequestTimeout: true },
    ...(region === undefined ? {} : { region }),
    ...(profile === undefined ? {} : { profile }),
  });
}

export async function readAccount(ses: Ses): Promise<GetAccountCommandOutput> {
  return ses.send(new GetAccountCommand({}));
}

/**
 * The identities by which an address may send, those that exist: itself, its domain, and each domain above. SES goes by the
 * first of them: https://docs.aws.amazon.com/ses/latest/dg/creating-identities.html
 */
export async function readIdentities(ses: Ses, address: string): Promise<Identity[]> {
  const found = await Promise.all(identityNames(address).map((name) => readIdentity(ses, name)));
  return found.filter((identity) => identity !== undefined);
}

/** A top-level domain is nobody's identity. */
export function identityNames(address: string): string[] {
  const labels = address.slice(address.lastIndexOf("@") + 1).split(".");
  const domains = labels.slice(0, -1).map((_, index) => labels.slice(index).join("."));
  return [address, ...domains];
}

async function readIdentity(ses: Ses, name: string): Promise<Identity | undefined> {
  try {
    return { name, ...(await ses.send(new GetEmailIdentityCommand({ EmailIdentity: name }))) };
  } catch (error) {
    if (isNamed(error, "NotFoundException")) return undefined;
    throw error;
  }
}

/** The nearest domain of From's that SES knows, and From's own address where it is an identity. */
function nearest(identities: readonly Identity[]): { address?: Identity; domain?: Identity } {
  const address = identities.find(({ name }) => name.includes("@"));
  const domain = identities.find(({ name }) => !name.includes("@"));
  return { ...(address === undefined ? {} : { address }), ...(domain === undefined ? {} : { domain }) };
}

/** Whose DKIM key signs: an address signs by its domain, unless it has a signature of its own. */
export function signer(identities: readonly Identity[]): Identity | undefined {
  const { address, domain } = nearest(identities);
  return address?.DkimAttributes?.Status === "SUCCESS" ? address : (domain ?? address);
}

/** The sender's own MAIL FROM domain, where there is one: that of a domain holds for its addresses, too. */
export function mailFrom(identities: readonly Identity[]): MailFrom | undefined {
  const { address, domain } = nearest(identities);
  for (const identity of [address, domain]) {
    const { MailFromDomain: own = "", MailFromDomainStatus: status = "" } = identity?.MailFromAttributes ?? {};
    if (own !== "") return { domain: own.toLowerCase(), status };
  }
  return undefined;
}

export interface MailFrom {
  domain: string;
  /** SES's word, such as SUCCESS: it looks at the MX record alone. */
  status: string;
}
