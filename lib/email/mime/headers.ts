import type { Mail } from "../../journey/ports.ts";
import { asciiAddress, withoutControls } from "./checked.ts";
import { header } from "./fold.ts";
import { nameWords, textWords } from "./words.ts";

/** https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_MessageHeader.html */
const LONGEST_VALUE = 995;

/** Written here or by the body; a header must not come twice (https://docs.aws.amazon.com/ses/latest/dg/header-fields.html). */
const OURS = /^(from|to|cc|bcc|sender|reply-to|return-path|subject|mime-version|content-.*)$/i;

/** Who writes to whom about what, each as one header, folded. */
export function addressHeaders({ from, fromName, to, replyTo, subject }: Mail): string[] {
  return [
    header("From", mailbox("From", fromName, from)),
    header("To", [asciiAddress("To", to)]),
    ...(replyTo === undefined ? [] : [header("Reply-To", [asciiAddress("Reply-To", replyTo)])]),
    header("Subject", textWords(withoutControls("Subject", subject), "Subject: ".length)),
  ];
}

/** The headers that a message brings along. */
export function ownHeaders(headers: Mail["headers"]): string[] {
  const names = new Set<string>();
  return Object.entries(headers).map(([name, value]) => {
    // RFC 5322, 3.6.8
    if (!/^[!-9;-~]{1,76}$/.test(name)) throw new Error("a header's name has characters that a name cannot have");
    if (OURS.test(name))
      throw new Error(`${name}: this header is the composer's own; leave it to the message's fields`);
    if (names.has(name.toLowerCase())) throw new Error(`${name}: this header is there twice; give it once`);
    names.add(name.toLowerCase());
    withoutControls(name, value);
    if (!/^[ -~]*$/.test(value)) throw new Error(`${name}: this value has characters that are not ASCII; encode them`);
    if (value.length > LONGEST_VALUE)
      throw new Error(`${name}: this value has ${value.length} characters; SES takes ${LONGEST_VALUE}`);
    // Not before a space: a line of nothing but spaces would be the end of the headers to some.
    return header(name, value.trim().split(/ (?! )/));
  });
}

function mailbox(name: string, displayName: string, email: string): string[] {
  const words = nameWords(withoutControls(name, displayName), name.length + 2);
  const address = asciiAddress(name, email);
  return words.length === 0 ? [address] : [...words, `<${address}>`];
}
