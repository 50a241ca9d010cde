/** An opening tag of a link. A `>` inside of quotes does not end it. */
const LINK = /<a(?=\s)(?:[^>"']|"[^"]*"|'[^']*')*>/gi;
const HREF = /\shref\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/i;

/**
 * Marks the links that begin with `prefix`, but for `tracked` to the letter, with `ses:no-track`: SES takes the mark out and
 * leaves those links as they are.
 * A click on "unsubscribe" is no interest in the message, and its link must work without a detour. The link that no person
 * sees stays tracked: SES is to report who follows it.
 * https://docs.aws.amazon.com/ses/latest/dg/faqs-metrics.html
 */
export function untracked(html: string, prefix: string, tracked?: string): string {
  return html.replace(LINK, (tag) => {
    const [, double, single, bare] = HREF.exec(tag) ?? [];
    const address = (double ?? single ?? bare ?? "").trim();
    const isOurs = address.startsWith(prefix) || address.startsWith(prefix.replaceAll("&", "&amp;"));
    return isOurs && address !== tracked && !/\sses:no-track\b/i.test(tag)
      ? `${tag.slice(0, 2)} ses:no-track${tag.slice(2)}`
      : tag;
  });
}
