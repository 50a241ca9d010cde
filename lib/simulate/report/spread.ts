const WEEK = 7 * 86_400_000;
/** Every time zone's midnight falls on a quarter of an hour. */
const QUARTER = 900_000;

/** Day on the shop's clock -> messages. `messages`: epoch milliseconds by customer. */
export function byDay(messages: ReadonlyMap<string, readonly number[]>, timeZone: string): Record<string, number> {
  // The Swedish locale writes dates as ISO 8601 does.
  const day = new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short" });
  const names = new Map<number, string>();
  const days = new Map<string, number>();
  for (const times of messages.values()) {
    for (const at of times) {
      const quarter = Math.floor(at / QUARTER);
      const name = names.get(quarter) ?? day.format(quarter * QUARTER);
      names.set(quarter, name);
      days.set(name, (days.get(name) ?? 0) + 1);
    }
  }
  return Object.fromEntries([...days].sort(([one], [other]) => (one < other ? -1 : 1)));
}

/** Messages -> how many customers got so many; those who got none are counted too. */
export function perCustomer(
  messages: ReadonlyMap<string, readonly number[]>,
  customers: number,
): Record<string, number> {
  const counts = new Map<number, number>([[0, customers - messages.size]]);
  for (const { length } of messages.values()) counts.set(length, (counts.get(length) ?? 0) + 1);
  return Object.fromEntries([...counts].sort(([one], [other]) => one - other));
}

/** The most messages that one customer got in any span of seven days. */
export function mostInAWeek(messages: ReadonlyMap<string, readonly number[]>): number {
  let most = 0;
  for (const times of messages.values()) {
    let first = 0;
    for (const [index, at] of times.entries()) {
      while ((times[first] ?? at) <= at - WEEK) first += 1;
      most = Math.max(most, index - first + 1);
    }
  }
  return most;
}
