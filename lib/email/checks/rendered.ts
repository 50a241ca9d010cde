import type { Fault } from "../../campaign/faults.ts";
import type { Rendered, TemplateData } from "../../journey/ports.ts";
import { hasPreheader } from "../html/preheader.ts";
import { tagsIn } from "../html/tags.ts";
import { preview } from "../preview.ts";
import type { Expanded } from "../source/include.ts";
import type { Template } from "../template.ts";
import { findBadRendered } from "./links.ts";

/** A shop as it should be: whether the real one's address is https is judged in shop.json. */
const SHOP: TemplateData["shop"] = {
  name: "The Shop",
  url: "https://shop.example",
  address: "1 Market Street, Springfield",
};

/**
 * Bytes of HTML beyond which Gmail cuts a message off, and the unsubscribe link with it. Nothing official says so; senders measured
 * 102 to 105 thousand: https://www.spamresource.com/2022/01/what-is-gmail-clipping-and-what-to-do.html
 */
const GMAIL_CLIPS = 102_000;
/**
 * What sending may add: a tracked link is wrapped in one of SES's own with the message's id and a signature (some 150 bytes, and two
 * for each / and & in it), a link of ours carries a customer's id and a signature where the sample has one word.
 */
export const PER_LINK = 400;
/** The pixel that counts openings, and the link that no person sees. */
const UNSEEN = 600;

const NO_PREHEADER: Omit<Fault, "file"> = {
  path: "",
  what: "there is no preheader",
  why: "inboxes would show the first words they find beside the subject",
  fix: "add <mj-preview>One line.</mj-preview> to the <mj-head>; in an HTML body, as the first thing in <body>",
};

/** Faults that show when a message is written with the template's own sample. `template` has the one language that is judged. */
export async function checkRendered(template: Template, body: Expanded, file: string): Promise<Fault[]> {
  let mail: Rendered;
  try {
    mail = await preview(template, SHOP);
  } catch (error) {
    const reason = (error as Error).message.replace(/^template ".*?" \(.*?\): |, line:\d+, col:\d+/g, "");
    const what = `this cannot be written with its sample data: ${reason}`;
    return [{ file, path: "", what, fix: "mend it, or the sample in template.json" }];
  }
  const size = Buffer.byteLength(mail.html) + tagsIn(mail.html).filter(isLink).length * PER_LINK + UNSEEN;
  return [
    ...findBadRendered(mail.html, body, file),
    ...(template.kind === "transactional" || hasPreheader(mail.html) ? [] : [{ file, ...NO_PREHEADER }]),
    ...(size <= GMAIL_CLIPS ? [] : [tooLarge(file, size)]),
    ...(mail.text.trim() === "" ? [{ file, ...NO_TEXT }] : []),
  ];
}

const isLink = ({ name }: { name: string }) => name === "a" || name === "area";

const NO_TEXT: Omit<Fault, "file"> = {
  path: "",
  what: "the message has no text",
  why: "its plain-text part would be empty, and whoever blocks images would see nothing",
  fix: "say it in words, too",
};

function tooLarge(file: string, size: number): Fault {
  const kilobytes = (bytes: number) => `${Math.ceil(bytes / 1000)} KB`;
  return {
    file,
    path: "",
    what: `the message has ${kilobytes(size)} with what sending adds to its links; ${kilobytes(GMAIL_CLIPS)} is the most`,
    why: "Gmail cuts off what is longer, and the unsubscribe link with it",
    fix: "shorten it, and link to a page with the rest",
  };
}
