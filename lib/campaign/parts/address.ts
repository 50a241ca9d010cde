import * as z from "zod";

/** The part before the @: what SES and mail servers without SMTPUTF8 take. */
const LOCAL = /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/;
const DOMAIN = /^([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?$/;

/** The ASCII form of a domain, lower case: `bücher.example` is `xn--bcher-kva.example`. Undefined when it is none. */
export function asciiDomain(domain: string): string | undefined {
  // A URL's host is worked out by the rules of IDNA (UTS 46); what would end the host is no part of a name.
  if (/[\s/\\?#@:%[\]<>^|]/.test(domain)) return undefined;
  const host = URL.parse(`http://${domain.normalize("NFC")}/`)?.hostname;
  return host !== undefined && DOMAIN.test(host) && host.length <= 253 ? host : undefined;
}

/** Whether mail can be sent there: RFC 5321 without quoted local parts, and with internationalized domains (RFC 5890). */
export function isAddress(email: string): boolean {
  const at = email.lastIndexOf("@");
  const local = email.slice(0, at);
  return (
    at > 0 &&
    local.length <= 64 &&
    email.length <= 254 &&
    LOCAL.test(local) &&
    asciiDomain(email.slice(at + 1)) !== undefined
  );
}

/** An e-mail address. `example` is shown in the error. */
export function addressSchema(example: string) {
  return z.string().refine(isAddress, {
    error: ({ input }) =>
      /^[^@\s]*[^ -~][^@]*@/.test(String(input))
        ? `the part before the @ has letters that Amazon SES cannot deliver to; write one such as "${example}"`
        : `this is not an e-mail address; write one such as "${example}"`,
  });
}
