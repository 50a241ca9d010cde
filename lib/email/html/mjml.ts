import type { Fault } from "../../campaign/faults.ts";
import type { Expanded } from "../source/include.ts";
import { findUnpaired } from "./elements.ts";
import { type Marked, markersIn, putLiquidBack } from "./markers.ts";

/**
 * MJML to HTML, with the markers of its Liquid in place. Everything MJML would only warn of is a fault here.
 * Liquid may stand in the text and the attributes of elements; between elements MJML drops all text, so a tag
 * there must be inside <mj-raw>, and one that was dropped is a fault.
 */
export async function compileMjml(marked: Marked, written: Expanded): Promise<{ html: string; faults: Fault[] }> {
  const unpaired = findUnpaired(marked.text, written);
  if (unpaired.length > 0) return { html: "", faults: unpaired };

  // A third of a second to load, and only needed when a template is new.
  const { default: mjml } = await import("mjml");
  let result: Awaited<ReturnType<typeof mjml>>;
  try {
    // No fonts: an unused default must not make the mail load something from elsewhere.
    result = await mjml(marked.text, { ignoreIncludes: true, keepComments: true, validationLevel: "soft", fonts: {} });
  } catch (error) {
    const what = `MJML cannot read this: ${(error as Error).message}`;
    return { html: "", faults: [{ ...written.at(1), path: "", what, fix: "begin with <mjml><mj-body>" }] };
  }

  // MJML reckons with widths and paddings, so they must be known; a color it only passes on.
  const errors = result.errors.filter(
    ({ message }) => markersIn(message).length === 0 || !message.includes("type Color"),
  );
  const faults: Fault[] = errors.map(({ line, message, tagName }) => ({
    ...written.at(line),
    path: "",
    what: `<${tagName}>: ${putLiquidBack(message, marked.liquid).trim()}`,
    fix: "documentation.mjml.io lists elements and their attributes",
  }));
  return { html: result.html, faults: faults.length > 0 ? faults : findLost(marked, result.html, written) };
}

function findLost(marked: Marked, html: string, written: Expanded): Fault[] {
  const kept = new Set(markersIn(html));
  return marked.liquid.flatMap(({ text, line }, number) => {
    if (kept.has(number)) return [];
    const fix = `write <mj-raw>${text}</mj-raw>, or move it into an element's text`;
    return [{ ...written.at(line), path: "", what: `MJML would drop ${text}, which stands between elements`, fix }];
  });
}

/** Indentation is a third of what MJML writes. */
export function withoutIndentation(html: string): string {
  if (/<(pre|textarea)\b/i.test(html)) return html;
  return html.replace(/[ \t]*\n\s*/g, "\n").trim();
}
