/** What an import can have assumed: what there is a number of, and what was done about it. */
const SENTENCES = {
  placeholders: [
    "customers without an e-mail address at their first order",
    "they get placeholder addresses at customer.invalid, which are never mailed",
  ],
  hashedCustomers: [
    "customers known by an address, a phone number or a name",
    "these must not travel, so that hashes of them are the ids",
  ],
  drawnHours: [
    "dates without a time of day",
    "hours between 09:00 and 21:00 on the shop's clock are drawn from the seed",
  ],
  currency: ["orders that name no currency", "the shop's is taken"],
  repeatedTotals: ["orders whose rows repeat the order's total", "it counts once"],
  summedTotals: ["orders whose rows have totals of their own", "they are added up"],
  cancelled: ["orders canceled with nothing paid back", "left out"],
  unpaid: ["orders never paid (pending, voided or expired)", "left out"],
  anonymous: ["rows of orders that name no customer (sold over the counter, for instance)", "left out"],
  guessedRefunds: ["refunds without a date of their own", "taken to be a day after the order"],
  matchedRefunds: ["refunds that name no order", "the customer's latest order before is taken"],
  loneRefunds: ["refunds before any order of their customer in this file", "they stand alone"],
  buddhistYears: ["dates in years of the Buddhist era", "543 years are taken off"],
  fractions: ["quantities that are not whole", "rounded for counting, exact for totals"],
  manyItems: ["orders of more than 200 items", "the first 200 are kept"],
  country: ["names of countries that are not recognized", "left out"],
  contact: ["e-mail addresses, names, locales and time zones that are malformed or too long", "left out"],
  strict: [
    "events without a yes to marketing, in a shop whose consent is strict",
    "nobody is written to; simulate with soft-opt-in to see more",
  ],
} as const;

type NoteKind = keyof typeof SENTENCES;

export interface Notes {
  count(kind: NoteKind, by?: number): void;
  /** `orders that name no currency: 6,919 (the shop's is taken)` */
  all(): string[];
}

export function noteList(): Notes {
  const counts = new Map<NoteKind, number>();
  return {
    count: (kind, by = 1) => void counts.set(kind, (counts.get(kind) ?? 0) + by),
    all: () =>
      (Object.keys(SENTENCES) as NoteKind[]).flatMap((kind) => {
        const count = counts.get(kind) ?? 0;
        const [what, done] = SENTENCES[kind];
        return count === 0 ? [] : [`${what}: ${count.toLocaleString("en")} (${done})`];
      }),
  };
}
