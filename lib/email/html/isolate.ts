import { type Marked, putLiquidBack } from "./markers.ts";

/** What has no text that is read (the head, comments), a tag with its attributes, or a marker in between. */
const PART =
  /<(head|style|title|textarea)\b[\s\S]*?<\/\1>|<!--[\s\S]*?-->|<[a-z/!](?:"[^"]*"|'[^']*'|[^"'>])*>|\{\{L(?<number>\d+)\}\}/gi;

/** Their values are written in the template's own language. */
const OWN = /\|\s*(money|day|date|size|url_encode)\b/;

/**
 * Puts <bdi> around what customers and the shop's systems wrote: a Hebrew name in an English sentence then leaves the words and
 * numbers beside it where they are, and decides nothing about the direction of the page.
 * https://html.spec.whatwg.org/multipage/text-level-semantics.html#the-bdi-element
 * @param outside what templates write for such values: `customer.firstName`, `item.name`
 */
export function isolateNames(html: string, liquid: Marked["liquid"], outside: ReadonlySet<string>): string {
  return html.replace(PART, (found, ...rest) => {
    const { number } = rest.at(-1) as { number?: string };
    if (number === undefined) return found;
    const text = putLiquidBack(found, liquid);
    const reads = text.match(/[A-Za-z_][\w-]*(?:\.[\w-]+|\[[^\]]*\])*/g) ?? [];
    const isName = text.startsWith("{{") && !OWN.test(text) && reads.some((name) => outside.has(name));
    return isName ? `<bdi>${found}</bdi>` : found;
  });
}
