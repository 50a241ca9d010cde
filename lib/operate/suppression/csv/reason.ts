import { withoutAddresses } from "../../../aws/addresses.ts";

/** Longer ones are whole answers of mail servers. */
const LONGEST = 120;

/** What other services call the reasons that have words of ours. */
const OURS: readonly [RegExp, string][] = [
  [
    /^(complained|complaint|complaints|spam complaint|spam report|spam reports|abuse|abuse complaint|marked spam)$/,
    "complained",
  ],
  [/^(bounced|bounce|hard bounce|hard bounced|hard bounces|permanent|cleaned|invalid email|invalid)$/, "bounced"],
];
const UNSUBSCRIBED =
  /^(manual |global |group |list |email )?(unsubscribed?|unsubscription|unsubscribes|opt(ed)? ?out)\b/;

/** A reason in one line, as it may be kept: answers of mail servers like to repeat the address. */
export function readReason(text: string): string {
  const words = oneLine(text);
  return OURS.find(([theirs]) => theirs.test(plain(words)))?.[1] ?? words;
}

/** They said no to marketing; their address works. */
export function saysUnsubscribed(reason: string): boolean {
  return UNSUBSCRIBED.test(plain(reason));
}

/** White space is one space, brackets and quotes of lists are none, addresses are taken out. */
export function oneLine(text: string): string {
  return withoutAddresses(text)
    .replaceAll(/[\s\p{Cc}]+/gu, " ")
    .trim()
    .slice(0, LONGEST)
    .trim();
}

/** `["HARD_BOUNCE"]` is "hard bounce". */
function plain(text: string): string {
  return text
    .toLowerCase()
    .replaceAll(/[[\]"']/g, "")
    .replaceAll(/[_-]/g, " ")
    .trim();
}
