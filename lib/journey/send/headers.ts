/** SES takes header values of at most this many characters. */
const LONGEST = 995;

/**
 * What lets mail programs show their own unsubscribe button. Sending it takes one POST, no page and no login
 * (RFC 8058); Gmail, Yahoo and Microsoft ask for it from bulk senders.
 */
export function unsubscribeHeaders(url: string): Record<string, string> {
  const { href } = new URL(url);
  if (href.length + 2 > LONGEST)
    throw new Error(`the unsubscribe link has ${href.length} characters; a header takes ${LONGEST - 2}`);
  return { "List-Unsubscribe": `<${href}>`, "List-Unsubscribe-Post": "List-Unsubscribe=One-Click" };
}
