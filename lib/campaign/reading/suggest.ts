import { distance } from "fastest-levenshtein";

/** Words that people bring from other tools. A meaning counts only where it is among the words that can be said. */
const MEANINGS: Readonly<Record<string, readonly string[]>> = {
  email: ["send"],
  mail: ["send"],
  message: ["send"],
  template: ["send"],
  delay: ["wait"],
  sleep: ["wait"],
  pause: ["wait"],
  choose: ["branch"],
  test: ["split"],
  experiment: ["split"],
  end: ["exit"],
  stop: ["exit"],
  finish: ["exit"],
  ask: ["survey"],
  feedback: ["survey"],
  nps: ["survey"],
  csat: ["survey"],
  invite: ["referral"],
  refer: ["referral"],
  discount: ["coupon"],
  voucher: ["coupon"],
  code: ["coupon"],
  http: ["webhook"],
  call: ["webhook"],
  notify: ["alert"],
  slack: ["alert"],
  replied: ["answered"],
  responded: ["answered"],
  label: ["tag"],
  otherwise: ["else"],
  timeout: ["within"],
  params: ["with"],
  trigger: ["start"],
  event: ["on"],
  when: ["if"],
  condition: ["if"],
  ">": ["moreThan"],
  ">=": ["atLeast"],
  "<": ["lessThan"],
  "<=": ["atMost"],
  gt: ["moreThan"],
  greaterThan: ["moreThan"],
  above: ["moreThan"],
  gte: ["atLeast"],
  min: ["atLeast"],
  lt: ["lessThan"],
  below: ["lessThan"],
  lte: ["atMost"],
  max: ["atMost"],
  oneOf: ["in"],
  includes: ["contains"],
  has: ["contains"],
  and: ["all"],
  or: ["any"],
  none: ["not"],
  qty: ["quantity"],
  received: ["delivered"],
  read: ["opened"],
};

/** The word of `words` that `word` was probably meant to be. */
export function suggest(word: string, words: readonly string[]): string | undefined {
  const meant = Object.hasOwn(MEANINGS, word) ? MEANINGS[word]?.find((meaning) => words.includes(meaning)) : undefined;
  if (meant !== undefined) return meant;
  let best: { word: string; far: number } | undefined;
  for (const candidate of words) {
    const far = distance(word.toLowerCase(), candidate.toLowerCase());
    if (far <= allowed(word.length, candidate.length) && far < (best?.far ?? Number.POSITIVE_INFINITY)) {
      best = { word: candidate, far };
    }
  }
  return best?.word;
}

/** A slip of a finger. Names farther apart may well be two things. */
const FARTHEST_SLIP = 2;

/** The name of `names` that `name`, which may well be a new one, is nearly: what a slip of a finger would have made of it. */
export function nearly(name: string, names: readonly string[]): string | undefined {
  const meant = names.includes(name) ? undefined : suggest(name, names);
  return meant === undefined || distance(name, meant) > FARTHEST_SLIP ? undefined : meant;
}

/** Half of a short word may be wrong (`sned`), but not most of a long one. */
function allowed(one: number, other: number): number {
  return Math.min(Math.floor(Math.min(one, other) / 2), 1 + Math.floor(Math.max(one, other) / 4));
}

/** `did you mean "x"?`, or what else to do. */
export function didYouMean(word: string, words: readonly string[], otherwise: string): string {
  const meant = suggest(word, words);
  return meant === undefined ? otherwise : `did you mean "${meant}"?`;
}

/** `"a", "b" or "c"`; `1, 2 or 3`: values as JSON has them, so that they can be copied. */
export function listed(values: readonly unknown[], joint = "or"): string {
  const written = values.map((value) => (typeof value === "bigint" ? String(value) : JSON.stringify(value)));
  return written.length < 2 ? written.join("") : `${written.slice(0, -1).join(", ")} ${joint} ${written.at(-1)}`;
}
