/** A `>` inside of quotes does not end the tag. */
const BODY = /<body(?=[\s>])(?:[^>"']|"[^"]*"|'[^']*')*>/i;

/**
 * The message with a link that no person sees or hears: it has no text, it is not drawn, programs that read pages aloud leave it
 * out, and the keyboard does not reach it. It comes first, so that a scanner which follows only some links follows this one.
 */
export function withHiddenLink(html: string, address: string): string {
  const link = `<a href="${quoted(address)}" style="display:none;mso-hide:all" aria-hidden="true" tabindex="-1"></a>`;
  return BODY.test(html) ? html.replace(BODY, (body) => body + link) : link + html;
}

function quoted(address: string): string {
  return address.replaceAll("&", "&amp;").replaceAll('"', "&quot;");
}
