import type { Fault } from "../../campaign/faults.ts";
import { findUnquoted } from "../html/quotes.ts";
import { judge } from "../liquid/shape.ts";
import type { Use } from "../liquid/variables.ts";
import type { Expanded } from "../source/include.ts";
import type { Template } from "../template.ts";
import { findSilentImages } from "./images.ts";
import { findBadAddresses } from "./links.ts";

interface VariantToCheck {
  /** Undefined when template.json has faults: then nobody knows what the message must have. */
  kind: Template["kind"] | undefined;
  /** The body's path, for faults of the whole body. */
  file: string;
  subject: Expanded;
  subjectUses: Use[];
  body: Expanded;
  bodyUses: Use[];
}

/**
 * What each marketing message must have, wherever it is read. 15 U.S.C. 7704(a)(5)(A) asks for a way out and the postal address
 * (16 CFR 316.2(p) says which will do); Gmail and Yahoo ask for the link in the body beside the header of RFC 8058.
 */
const REQUIRED = [
  {
    path: "links.unsubscribe",
    what: "there is no unsubscribe link",
    sometimes: "the unsubscribe link is only there under a condition",
    why: "bulk-sender rules and CAN-SPAM ask for one in each marketing message",
    fix: 'add <a href="{{ links.unsubscribe }}">Unsubscribe</a>, or include the footer that has it',
  },
  {
    path: "shop.address",
    what: "the postal address is missing",
    sometimes: "the postal address is only there under a condition",
    why: "CAN-SPAM asks for it in each marketing message",
    fix: "add {{ shop.address }}, or include the footer that has it",
  },
];

/** Faults of one language of a template that neither MJML nor Liquid would find. */
export function checkWritten({ kind, file, subject, subjectUses, body, bodyUses }: VariantToCheck): Fault[] {
  const empty: Fault[] =
    subject.text.trim() === ""
      ? [{ ...subject.at(1), path: "", what: "the subject is empty", fix: "write one line" }]
      : [];
  const lines: Fault[] = subject.text.includes("\n")
    ? [{ ...subject.at(2), path: "", what: "the subject has more than one line", fix: "write one line" }]
    : [];
  const missing = (kind === "marketing" ? REQUIRED : []).flatMap(({ path, what, sometimes, why, fix }): Fault[] => {
    const uses = bodyUses.filter((use) => use.path.join(".") === path);
    if (uses.some((use) => use.always && !use.guarded)) return [];
    const [first] = uses;
    if (first === undefined) return [{ file, path: "", what, why, fix }];
    const move = "take it out of every condition and loop";
    return [{ ...body.at(first.line), path: "", what: sometimes, why, fix: move }];
  });
  return [
    ...empty,
    ...lines,
    ...subjectUses.flatMap((use) => checkUse(use, subject)),
    ...bodyUses.flatMap((use) => checkUse(use, body)),
    ...missing,
    ...findUnquoted(body),
    ...findSilentImages(body),
    ...findBadAddresses(body),
  ];
}

/** Parts of the data that customers write, or the shop's systems. */
export const FROM_OUTSIDE: ReadonlySet<string | undefined> = new Set(["customer", "order", "event"]);

function checkUse(use: Use, written: Expanded): Fault[] {
  const verdict = judge(use.path);
  const where = { ...written.at(use.line), path: "" };
  if (use.raw && FROM_OUTSIDE.has(use.path[0])) {
    const what = `${use.written} is written raw`;
    const why = "a customer's name could then be markup";
    return [{ ...where, what, why, fix: "remove | raw" }];
  }
  if (verdict === "known") return [];
  if (verdict === "optional") {
    if (use.guarded) return [];
    const what = `${use.written} may be missing`;
    const fix = `write {{ ${use.written} | default: "…" }}, or put {% if ${use.written} %} around it`;
    return [{ ...where, what, why: "the shop need not give it, and the sentence would have a hole", fix }];
  }
  const own = use.path.join(".") === use.written;
  const what = `there is no ${own ? use.written : `${use.written} (${verdict.unknown.replaceAll(".[]", "[]")})`}`;
  const fix =
    verdict.meant === undefined
      ? "docs/templates.md lists what there is"
      : `did you mean ${verdict.meant.replaceAll(".[]", "[]")}?`;
  return [{ ...where, what, fix }];
}
