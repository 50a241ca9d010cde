import { expect, test } from "vitest";
import { readDate } from "../../../lib/simulate/orders/values/dates.ts";
import { localClock } from "../../../lib/simulate/orders/values/local-time.ts";
import { imported } from "./given.ts";

const utc = (text: string) => Date.parse(`${text}Z`);

test.each([
  ["2025-01-31", "day", utc("2025-01-31T00:00")],
  ["2025/1/31", "day", utc("2025-01-31T00:00")],
  ["20250131", "day", utc("2025-01-31T00:00")],
  ["31.01.2025", "day", utc("2025-01-31T00:00")],
  ["Jan 31, 2025", "day", utc("2025-01-31T00:00")],
  ["31-Jan-25", "day", utc("2025-01-31T00:00")],
  ["31 January 2025 10:15", "local", utc("2025-01-31T10:15")],
  ["2025-01-31 10:15", "local", utc("2025-01-31T10:15")],
  ["2025-01-31T10:15:22.5", "local", utc("2025-01-31T10:15:22.500")],
  ["31/1/25 2:05 PM", "local", utc("2025-01-31T14:05")],
  ["31/01/2025, 12:05 am", "local", utc("2025-01-31T00:05")],
  ["2025-01-31T10:15:22Z", "instant", utc("2025-01-31T10:15:22")],
  ["2025-01-31 10:15:22 UTC", "instant", utc("2025-01-31T10:15:22")],
  ["2025-01-31 10:15:22 +0700", "instant", utc("2025-01-31T03:15:22")],
  ["2025-01-31T10:15:22-05:30", "instant", utc("2025-01-31T15:45:22")],
  ["1738318522", "instant", utc("2025-01-31T10:15:22")],
  ["852076800", "instant", utc("1997-01-01T00:00")],
  ["1738318522000", "instant", utc("2025-01-31T10:15:22")],
])("reads %s", (text, kind, ms) => {
  expect(readDate(text, "dmy")).toEqual({ kind, ms });
});

test.each([
  "",
  "soon",
  "2025-02-30",
  "2025-13-01",
  "2025-01-31 25:00",
  "31/13/2025",
  "12",
  "1-2",
  "13:00 PM",
  "Foo 31, 2025",
  "2025-01-31T10:00:00+25:00",
  "0001-01-01",
])("does not take %j for a date", (text) => expect(readDate(text, "dmy")).toBeUndefined());

test("takes years of the Buddhist era for what they are", async () => {
  const { events, notes } = await imported("customer,date,total\nc1,31/01/2568 10:00,1\n");
  expect(events[0]?.at).toBe("2025-01-31T03:00:00.000Z");
  expect(notes.join("\n")).toContain("Buddhist era: 1 ");
});

const dated = (...dates: string[]) => `customer,date,total\n${dates.map((date) => `c,${date},1`).join("\n")}\n`;

test("decides from the whole column which number is the day", async () => {
  const first = await imported(dated("03/04/2025 10:00", "25/04/2025 10:00"));
  expect(first.events[0]?.at).toBe("2025-04-03T03:00:00.000Z");
  const second = await imported(dated("03/04/2025 10:00", "04/25/2025 10:00"));
  expect(second.events[0]?.at).toBe("2025-03-04T03:00:00.000Z");
});

test("asks when no date shows which number is the day, and takes the answer", async () => {
  const text = dated("05/05/2025 10:00", "03/04/2025 10:00");
  const { events, said } = await imported(text);
  expect(events).toEqual([]);
  expect(said).toEqual([
    'orders.csv:3 date: "03/04/2025" can be day first or month first (no date in the file has a day after the 12th); say --date-format dmy (day first) or --date-format mdy (month first)',
  ]);
  expect((await imported(text, { dateFormat: "mdy" })).events[0]?.at).toBe("2025-03-04T03:00:00.000Z");
});

test("needs no answer when either order gives the same", async () => {
  expect((await imported(dated("05/05/2025 10:00"))).events[0]?.at).toBe("2025-05-05T03:00:00.000Z");
});

test("refuses a column that writes both orders", async () => {
  const { events, said } = await imported(dated("25/04/2025", "04/25/2025"));
  expect(events).toEqual([]);
  expect(said[0]).toContain("the day comes first on line 2 and the month on line 3");
});

test("takes midnight on every row for no time of day", async () => {
  const { notes } = await imported(dated("2025-01-01 00:00:00", "2025-01-02 00:00:00"));
  expect(notes.join("\n")).toContain("dates without a time of day: 2 ");
});

test("follows the shop's clock through daylight saving", () => {
  const clock = localClock("America/New_York");
  const shown = (text: string) => new Date(clock(utc(text))).toISOString();
  expect(shown("2025-03-08T12:00")).toBe("2025-03-08T17:00:00.000Z");
  expect(shown("2025-03-09T01:59")).toBe("2025-03-09T06:59:00.000Z");
  expect(shown("2025-03-09T02:30")).toBe("2025-03-09T07:30:00.000Z");
  expect(shown("2025-03-09T12:00")).toBe("2025-03-09T16:00:00.000Z");
  expect(shown("2025-11-02T01:30")).toBe("2025-11-02T05:30:00.000Z");
  expect(shown("2025-11-02T02:30")).toBe("2025-11-02T07:30:00.000Z");
});
