import { say } from "../../../campaign/faults.ts";
import { type Answer, bad, count, ok, type Rule } from "../rule.ts";

/** What Gmail shows of a message, in bytes of HTML; what lies behind is cut off: the foot, with its address and links, comes last. */
const CLIPPED = 102 * 1024;

export const FILES: readonly Rule[] = [
  {
    name: "campaigns and templates",
    group: "Files",
    why: "a message without its foot, its address or its way to say no must not go out (CAN-SPAM)",
    source: "https://www.ftc.gov/business-guidance/resources/can-spam-act-compliance-guide-business",
    check: ({ files: { campaigns, templates, faults } }) =>
      faults.length === 0
        ? ok(`${plural(campaigns, "campaign")} and ${plural(templates.length, "template")} have no faults`)
        : faults.map((fault): Answer => ({ level: "error", found: say(fault) })),
  },
  {
    name: "size of messages",
    group: "Files",
    why: "Gmail cuts a message off at about 102 KB of HTML, and its foot with it",
    source: "https://www.spamresource.com/2022/01/what-is-gmail-clipping-and-what-to-do.html",
    check: ({ files: { templates } }) =>
      templates.length === 0
        ? undefined
        : templates.map(({ name, kind, htmlBytes, text }): Answer => {
            const found = `${name} (${kind}): ${count(htmlBytes / 1024)} KB of HTML, ${TEXTS[text]}`;
            return htmlBytes < CLIPPED
              ? ok(found)
              : bad("warning", found, "shorten it; pictures by address do not count");
          }),
  },
];

const TEXTS = { own: "a text part", derived: "a text part made from the HTML" } as const;

function plural(n: number, word: string): string {
  return `${n} ${word}${n === 1 ? "" : "s"}`;
}
