import { canonicalAddress } from "../addresses.ts";

/** What mailbox providers deliver to one mailbox however its dots stand (support.google.com/mail/answer/7436150). */
const DOTLESS = ["gmail.com", "googlemail.com"];

/**
 * Whether two addresses are surely, or all but surely, one person's: apart from a tag behind a plus, and from dots where they
 * mean nothing. Only for telling a friend from oneself; mail goes to what was written.
 */
export function isSameMailbox(one: string | undefined, other: string | undefined): boolean {
  return one !== undefined && other !== undefined && mailboxOf(one) === mailboxOf(other);
}

function mailboxOf(email: string): string {
  const address = canonicalAddress(email);
  const at = address.lastIndexOf("@");
  const domain = address.slice(at + 1);
  const [name = ""] = address.slice(0, at).split("+");
  return DOTLESS.includes(domain) ? `${name.replaceAll(".", "")}@gmail.com` : `${name}@${domain}`;
}
