/** What an import can have assumed, and how it says so. */
const SENTENCES = {
  placeholders: (n: string) =>
    `${n} customers have no e-mail address with their first order: they get placeholder addresses at customer.invalid, which are never mailed`,
  hashedCustomers: (n: string) =>
    `${n} customers are known by an address, a phone number or a name, which must not travel: their ids are hashes of it`,
  drawnHours: (n: string) =>
    `${n} rows have a date but no time of day: hours between 09:00 and 21:00 on the shop's clock were drawn from the seed`,
  currency: (n: string) => `${n} orders name no currency: the shop's was taken`,
  repeatedTotals: (n: string) => `${n} orders have several rows that repeat the order's total: it was counted once`,
  summedTotals: (n: string) => `${n} orders have several rows with totals of their own: they were added up`,
  cancelled: (n: string) => `${n} orders were canceled with nothing paid back: left out`,
  unpaid: (n: string) => `${n} orders were never paid (pending, voided or expired): left out`,
  anonymous: (n: string) => `${n} orders name no customer (sold over the counter, for instance): left out`,
  guessedRefunds: (n: string) => `${n} refunds have no date of their own: taken to be a day after the order`,
  matchedRefunds: (n: string) => `${n} refunds name no order: the customer's latest order before was taken`,
  loneRefunds: (n: string) => `${n} refunds come before any order of their customer in this file: they stand alone`,
  buddhistYears: (n: string) => `${n} dates are in years of the Buddhist era: 543 years were taken off`,
  fractions: (n: string) => `${n} quantities are not whole: rounded for counting, exact for totals`,
  manyItems: (n: string) => `${n} orders have more than 200 items: the first 200 are kept`,
  country: (n: string) => `${n} names of countries were not recognized: left out`,
  contact: (n: string) =>
    `${n} e-mail addresses, names, locales or time zones of customers are malformed or too long: left out`,
  strict: () =>
    `the shop's consent is "strict" and the file records none: nobody would be written to; simulate with "soft-opt-in" to see more`,
} as const;

export type NoteKind = keyof typeof SENTENCES;

export interface Notes {
  count(kind: NoteKind, by?: number): void;
  all(): string[];
}

export function noteList(): Notes {
  const counts = new Map<NoteKind, number>();
  return {
    count: (kind, by = 1) => void counts.set(kind, (counts.get(kind) ?? 0) + by),
    all: () =>
      (Object.keys(SENTENCES) as NoteKind[]).flatMap((kind) => {
        const count = counts.get(kind) ?? 0;
        return count === 0 ? [] : [SENTENCES[kind](count.toLocaleString("en"))];
      }),
  };
}
