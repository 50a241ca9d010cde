import type { Mail } from "../../journey/ports.ts";
import { alternatives } from "./body.ts";
import { addressHeaders, ownHeaders } from "./headers.ts";

/**
 * The message as it goes out, the same for every engine: RFC 5322 and MIME, ASCII, each line ended by CRLF, none longer than 998
 * characters and those of the body no longer than 76. It has no Date and no Message-ID: SES puts its own in their place
 * (https://docs.aws.amazon.com/ses/latest/dg/header-fields.html).
 * @throws Error when a header cannot be written: a control character, an address that is not in ASCII, a value that is too long
 */
export function composeMime(mail: Mail): string {
  return [...addressHeaders(mail), ...ownHeaders(mail.headers), ...alternatives(mail.text, mail.html)].join("\r\n");
}
