import { type Marked, markersIn, putLiquidBack, withoutMarkers } from "./markers.ts";
import { toPlainText } from "./plain/plain.ts";

/** Filters and tags whose value in HTML is markup, and in text must be something else. */
const MARKUP = /\|\s*(raw|escape|escape_once|xml_escape|newline_to_br|strip_html)\b|^\{%-?\s*(raw|capture)\b/;

/** In the text with Liquid, line breaks are these (of the private use area): between two blocks come as many as the greater of both asks for. */
const BREAK = "\ue000";
const BLANK_LINE = "\ue001";

/**
 * The text of a mail, derived from its HTML once, Liquid and all: rendering that text with the values, and
 * {@link finishText}, give what converting the rendered HTML would give, at a small part of the cost. (Tests hold the
 * two against each other; only where a tag stands alone between two <br> may a blank line be missing.)
 * Undefined when that would not be so: values that are markup themselves, tags in places that the text does not have.
 */
export function textTemplate(html: string, liquid: Marked["liquid"]): string | undefined {
  const visible = visibleOf(html);
  if (liquid.some(({ text }) => MARKUP.test(text)) || /<pre\b/i.test(visible)) return undefined;
  const converted = toPlainText(sameMarkers(visible, liquid));
  // A tag between the entries of a list is indented like one; any other indentation would not survive finishText.
  const text = converted.replace(/^ +(?=(?:\{\{L\d+\}\} *)+$)/gm, "");
  if (/\{[{%]/.test(withoutMarkers(text)) || /^ +\S/m.test(text)) return undefined;
  const tagsIn = (some: string) => markersIn(some).filter((number) => liquid[number]?.text.startsWith("{%"));
  if (tagsIn(visible).join() !== tagsIn(text).join()) return undefined;
  return putLiquidBack(
    text.replace(/\n+/g, (run) => (run.length > 1 ? BLANK_LINE : BREAK)),
    liquid,
  );
}

/** Outputs that say the same get the same marker, so that a link whose text is its address is seen to be one. */
function sameMarkers(html: string, liquid: Marked["liquid"]): string {
  const first = new Map<string, number>();
  for (const [number, { text }] of liquid.entries()) {
    if (text.startsWith("{{") && !first.has(text)) first.set(text, number);
  }
  return putLiquidBack(
    html,
    liquid.map(({ text, line }, number) => ({ text: `{{L${first.get(text) ?? number}}}`, line })),
  );
}

/** The rendered text template, as plain text. White space inside of values counts as little as it does in HTML. */
export function finishText(rendered: string): string {
  return `${rendered
    .replace(/[ \t\r\n\f\u200b]+/g, " ")
    .replace(/ ?[\ue000\ue001][\ue000\ue001 ]*/g, (run) => (run.includes(BLANK_LINE) ? "\n\n" : "\n"))
    .trim()}\n`;
}

/** The text of a rendered mail. */
export function textOf(html: string): string {
  return `${toPlainText(visibleOf(html))
    .replace(/[ \t]+$/gm, "")
    .replace(/\n{3,}/g, "\n\n")
    .trim()}\n`;
}

/** Without the head, comments for Outlook, and the line that only the inbox shows. */
function visibleOf(html: string): string {
  return html
    .replace(/<head\b[\s\S]*?<\/head>/i, "")
    .replace(/<!--[\s\S]*?-->/g, "")
    .replace(/<(div|span|p) style="[^"]*display: ?none[^>]*>[\s\S]*?<\/\1>/gi, "");
}
