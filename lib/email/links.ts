import type { Links, SendId } from "../journey/ports.ts";
import { hiddenLink } from "./links/hidden.ts";
import { signer, verifier } from "./links/signer.ts";

/** The port, and its other end: what a token was made for, or undefined when we never signed it for this purpose. */
export interface SignedLinks extends Links {
  readonly verify: {
    /** `message`: over which one; links that went out before they said so have none. */
    unsubscribe(token: string): { customer: string; message?: Omit<SendId, "customer"> } | undefined;
    preferences(token: string): { customer: string; address: string } | undefined;
    confirm(token: string): { customer: string; address: string } | undefined;
    survey(token: string): SendId | undefined;
  };
}

/** Of links without a message: older than the others, and good for ever. */
const FIRST_PURPOSE = "unsubscribe";

export interface LinkSecrets {
  /** The first signs, all verify. */
  keys: readonly string[];
  /** Where the pages are. */
  baseUrl: string;
}

/**
 * Links that only we can have made: `{baseUrl}/u/{customer}.{enrollment}.{step}.{mac}`, `/p/{customer}.{address}.{mac}`,
 * `/y/{customer}.{address}.{mac}` and `/s/{customer}.{enrollment}.{step}.{mac}`, each part base64url. They never expire:
 * CAN-SPAM asks for 30 days at least, and people unsubscribe from old mail.
 * @throws Error for no keys, or one of fewer than 32 characters
 */
export function createLinkMaker({ keys, baseUrl }: LinkSecrets): Links {
  const base = new URL(baseUrl).href.replace(/\/+$/, "");
  const sign = signer(keys);
  return {
    unsubscribe: (message) => `${base}/u/${sign("message", messageParts(message))}`,
    preferences: (customer, address) => `${base}/p/${sign("preferences", mailbox(customer, address))}`,
    confirm: (customer, address) => `${base}/y/${sign("confirm", mailbox(customer, address))}`,
    survey: (message) => `${base}/s/${sign("survey", messageParts(message))}`,
    referral: (code) => `${base}/r/${encodeURIComponent(code)}`,
    hidden: () => hiddenLink(base),
  };
}

/** The same with their other end: whoever only writes messages need not carry it. */
export function createLinks(secrets: LinkSecrets): SignedLinks {
  const verify = verifier(secrets.keys);
  return {
    ...createLinkMaker(secrets),
    verify: {
      unsubscribe(token) {
        const found = messageIn(verify("message", token, 3));
        if (found !== undefined) {
          const { customer, ...message } = found;
          return { customer, message };
        }
        const [first] = verify(FIRST_PURPOSE, token, 1) ?? [];
        return first === undefined ? undefined : { customer: String(first) };
      },
      preferences: (token) => mailboxIn(verify("preferences", token, 2)),
      confirm: (token) => mailboxIn(verify("confirm", token, 2)),
      survey: (token) => messageIn(verify("survey", token, 3)),
    },
  };
}

/** Parts of a token that is about one message. */
function messageParts({ customer, enrollment, step }: SendId): Buffer[] {
  return [text(customer), digits(enrollment), text(step)];
}

function messageIn([customer, enrollment, step]: readonly Buffer[] = []): SendId | undefined {
  if (customer === undefined || enrollment === undefined || step === undefined) return undefined;
  return { customer: String(customer), enrollment: enrollment.toString("hex"), step: String(step) };
}

/** Parts of a token that is good in one mailbox of a customer's. */
function mailbox(customer: string, address: string): Buffer[] {
  return [text(customer), digits(address)];
}

function mailboxIn([customer, address]: readonly Buffer[] = []): { customer: string; address: string } | undefined {
  if (customer === undefined || address === undefined) return undefined;
  return { customer: String(customer), address: address.toString("hex") };
}

/** The keys in the text of the secret: one, or several between white space, the newest first. */
export function keysIn(text: string): string[] {
  return text.split(/\s+/).filter((key) => key !== "");
}

function text(words: string): Buffer {
  return Buffer.from(words, "utf8");
}

/** Ids and hashes of ours: half as long as their text. */
function digits(hex: string): Buffer {
  if (!/^(?:[\da-f]{2})+$/.test(hex)) throw new Error("an enrollment or an address is named by hexadecimal digits");
  return Buffer.from(hex, "hex");
}
