import { describe, expect, it } from "vitest";
import { nextOpening, type Opening } from "../../lib/journey/opening.ts";

const at = (iso: string): number => Date.parse(iso);
const iso = (moment: number | undefined): string | undefined =>
  moment === undefined ? undefined : new Date(moment).toISOString().replace(".000Z", "Z");

const BANGKOK = "Asia/Bangkok";
const LONDON = "Europe/London";
const NEW_YORK = "America/New_York";
const WEEK: Opening = { hours: "09:00-20:00", days: ["monday", "tuesday", "wednesday", "thursday", "friday"] };
const FRIDAY_NIGHT: Opening = { hours: "20:00-02:00", days: ["friday"] };

function expectOpenings(timeZone: string, opening: Opening, cases: [now: string, opens: string][]): void {
  const found = cases.map(([now]) => [now, iso(nextOpening(at(now), opening, timeZone))]);
  expect(found).toEqual(cases);
}

describe("when a message may go out", () => {
  it("is now when nothing is closed", () => {
    expectOpenings(BANGKOK, {}, [["2026-01-05T01:59:59Z", "2026-01-05T01:59:59Z"]]);
    expectOpenings(NEW_YORK, { notOn: [] }, [["2026-03-08T07:00:00Z", "2026-03-08T07:00:00Z"]]);
  });

  it.each([
    // Opening and closing, on the minute: the end is exclusive.
    ["2026-01-05T01:59:59Z", "2026-01-05T02:00:00Z", "09:00-20:00", BANGKOK],
    ["2026-01-05T02:00:00Z", "2026-01-05T02:00:00Z", "09:00-20:00", BANGKOK],
    ["2026-01-05T12:59:59Z", "2026-01-05T12:59:59Z", "09:00-20:00", BANGKOK],
    ["2026-01-05T13:00:00Z", "2026-01-06T02:00:00Z", "09:00-20:00", BANGKOK],
    // Over midnight.
    ["2026-01-05T15:00:00Z", "2026-01-05T15:00:00Z", "22:00-02:00", BANGKOK],
    ["2026-01-05T18:59:00Z", "2026-01-05T18:59:00Z", "22:00-02:00", BANGKOK],
    ["2026-01-05T19:00:00Z", "2026-01-06T15:00:00Z", "22:00-02:00", BANGKOK],
    ["2026-01-05T14:59:00Z", "2026-01-05T15:00:00Z", "22:00-02:00", BANGKOK],
    // A quarter hour off the hour.
    ["2026-01-05T03:14:00Z", "2026-01-05T03:15:00Z", "09:00-20:00", "Asia/Kathmandu"],
    // The night in which clocks go forward is an hour shorter, the one in which they go back an hour longer.
    ["2026-03-08T03:00:00Z", "2026-03-08T13:00:00Z", "09:00-20:00", NEW_YORK],
    ["2026-03-07T03:00:00Z", "2026-03-07T14:00:00Z", "09:00-20:00", NEW_YORK],
    ["2026-11-01T02:00:00Z", "2026-11-01T14:00:00Z", "09:00-20:00", NEW_YORK],
    ["2026-10-31T02:00:00Z", "2026-10-31T13:00:00Z", "09:00-20:00", NEW_YORK],
    ["2026-03-28T21:00:00Z", "2026-03-29T08:00:00Z", "09:00-20:00", LONDON],
    ["2026-10-24T21:00:00Z", "2026-10-25T09:00:00Z", "09:00-20:00", LONDON],
  ])("at %s it goes out at %s (%s, %s)", (now, opening, hours, timeZone) => {
    expect(iso(nextOpening(at(now), { hours }, timeZone))).toBe(opening);
  });

  it("never opens outside of the hours, minute by minute through both changes of the clock", () => {
    for (const [start, timeZone] of [
      ["2026-03-07T12:00:00Z", NEW_YORK],
      ["2026-10-31T12:00:00Z", NEW_YORK],
      ["2026-03-28T12:00:00Z", LONDON],
      ["2026-10-24T12:00:00Z", LONDON],
    ] as const) {
      const clock = new Intl.DateTimeFormat("en-GB", { timeZone, hour: "2-digit", minute: "2-digit" });
      for (let minute = 0; minute < 48 * 60; minute += 7) {
        const opening = nextOpening(at(start) + minute * 60_000, { hours: "09:00-20:00" }, timeZone);
        const time = clock.format(opening);
        expect(time >= "09:00" && time < "20:00", `${timeZone} ${iso(opening)}: ${time}`).toBe(true);
      }
    }
  });

  it("is monday morning after friday's hours, when weekends are closed", () => {
    // 9 January 2026 is a Friday.
    expectOpenings(BANGKOK, WEEK, [
      ["2026-01-09T12:59:59Z", "2026-01-09T12:59:59Z"],
      ["2026-01-09T13:00:00Z", "2026-01-12T02:00:00Z"],
      ["2026-01-10T05:00:00Z", "2026-01-12T02:00:00Z"],
    ]);
  });

  it("is midnight on the customer's clock when days are closed and hours are not", () => {
    expectOpenings(BANGKOK, { days: ["tuesday"] }, [
      ["2026-01-05T16:59:59Z", "2026-01-05T17:00:00Z"],
      ["2026-01-06T16:59:59Z", "2026-01-06T16:59:59Z"],
      ["2026-01-06T17:00:00Z", "2026-01-12T17:00:00Z"],
    ]);
  });

  it("takes a span over midnight for the day on which it opens", () => {
    expectOpenings(BANGKOK, FRIDAY_NIGHT, [
      // Friday at 01:00 would belong to thursday.
      ["2026-01-08T18:00:00Z", "2026-01-09T13:00:00Z"],
      // Friday at 20:00, saturday at 01:00 and one second before 02:00, saturday at 02:00 and at 21:00.
      ["2026-01-09T13:00:00Z", "2026-01-09T13:00:00Z"],
      ["2026-01-09T18:00:00Z", "2026-01-09T18:00:00Z"],
      ["2026-01-09T18:59:59Z", "2026-01-09T18:59:59Z"],
      ["2026-01-09T19:00:00Z", "2026-01-16T13:00:00Z"],
      ["2026-01-10T14:00:00Z", "2026-01-16T13:00:00Z"],
    ]);
  });

  it("is not on a date that is taken out, of every year or of one", () => {
    expectOpenings(BANGKOK, { hours: "09:00-20:00", notOn: ["12-25", "2027-04-13"] }, [
      ["2026-12-24T12:59:00Z", "2026-12-24T12:59:00Z"],
      ["2026-12-24T13:00:00Z", "2026-12-26T02:00:00Z"],
      ["2027-12-25T05:00:00Z", "2027-12-26T02:00:00Z"],
      ["2027-04-13T05:00:00Z", "2027-04-14T02:00:00Z"],
      ["2028-04-13T05:00:00Z", "2028-04-13T05:00:00Z"],
    ]);
  });

  it("lets the night before a closed date run its course, and not the night of that date", () => {
    expectOpenings(BANGKOK, { hours: "20:00-02:00", notOn: ["12-25"] }, [
      ["2026-12-24T18:00:00Z", "2026-12-24T18:00:00Z"],
      ["2026-12-25T14:00:00Z", "2026-12-26T13:00:00Z"],
      ["2026-12-25T18:00:00Z", "2026-12-26T13:00:00Z"],
    ]);
  });

  it("is found across a year in which all but one date is closed, and never when all are", () => {
    const but = (date: string) =>
      Array.from({ length: 366 }, (_, n) => new Date(Date.UTC(2028, 0, 1 + n)).toISOString().slice(5, 10)).filter(
        (day) => day !== date,
      );
    expectOpenings(BANGKOK, { notOn: but("03-01") }, [["2026-03-02T05:00:00Z", "2027-02-28T17:00:00Z"]]);
    expect(nextOpening(at("2026-03-02T05:00:00Z"), { notOn: but("") }, BANGKOK)).toBeUndefined();
    expect(nextOpening(at("2026-03-02T05:00:00Z"), { hours: "09:00-20:00", days: [] }, BANGKOK)).toBeUndefined();
    const mondays = Array.from({ length: 54 }, (_, n) => new Date(Date.UTC(2026, 0, 5 + 7 * n)));
    const notOn = mondays.map((day) => day.toISOString().slice(0, 10));
    expect(nextOpening(at("2026-01-05T05:00:00Z"), { days: ["monday"], notOn }, BANGKOK)).toBeUndefined();
  });
});

describe("when clocks change", () => {
  it("opens an hour later when its beginning is skipped", () => {
    // New York's clocks go from 02:00 to 03:00 at 07:00 UTC.
    expectOpenings(NEW_YORK, { hours: "02:30-05:00" }, [
      ["2026-03-08T06:59:00Z", "2026-03-08T07:30:00Z"],
      ["2026-03-08T07:10:00Z", "2026-03-08T07:30:00Z"],
      ["2026-03-08T08:59:59Z", "2026-03-08T08:59:59Z"],
      ["2026-03-08T09:00:00Z", "2026-03-09T06:30:00Z"],
    ]);
  });

  it("stays closed on the day on which the clock skips the whole span", () => {
    expectOpenings(NEW_YORK, { hours: "02:00-03:00" }, [["2026-03-08T06:00:00Z", "2026-03-09T06:00:00Z"]]);
  });

  it("opens once in the night in which an hour comes twice, and ends when the clock first shows the end", () => {
    // 01:00 to 02:00 is shown from 05:00 and again from 06:00 UTC.
    expectOpenings(NEW_YORK, { hours: "01:30-05:00" }, [
      ["2026-11-01T05:00:00Z", "2026-11-01T05:30:00Z"],
      ["2026-11-01T06:15:00Z", "2026-11-01T06:15:00Z"],
      ["2026-11-01T10:00:00Z", "2026-11-02T06:30:00Z"],
    ]);
    expectOpenings(NEW_YORK, { hours: "22:00-01:30" }, [
      ["2026-11-01T05:29:59Z", "2026-11-01T05:29:59Z"],
      ["2026-11-01T05:30:00Z", "2026-11-02T03:00:00Z"],
      ["2026-11-01T06:10:00Z", "2026-11-02T03:00:00Z"],
    ]);
  });

  it("knows clocks that are, and change by, half an hour", () => {
    expectOpenings("Asia/Kathmandu", { hours: "09:00-20:00" }, [["2026-01-05T03:14:00Z", "2026-01-05T03:15:00Z"]]);
    // Lord Howe goes from 02:00 to 02:30 at 15:30 UTC.
    expectOpenings("Australia/Lord_Howe", { hours: "02:15-04:00" }, [["2026-10-03T15:00:00Z", "2026-10-03T15:45:00Z"]]);
  });

  it("opens no later than the first minute of a day that has no midnight", () => {
    // Cairo's clocks go from 24:00 to 01:00, at 22:00 UTC of 23 April 2026, a Thursday.
    expectOpenings("Africa/Cairo", { days: ["friday"] }, [
      ["2026-04-23T12:00:00Z", "2026-04-23T22:00:00Z"],
      ["2026-04-24T20:59:59Z", "2026-04-24T20:59:59Z"],
      ["2026-04-24T21:00:00Z", "2026-04-30T21:00:00Z"],
    ]);
  });

  it("does not open on a day that the clock skips, and lets the night before it run its course", () => {
    // Apia had no Friday, 30 December 2011: Thursday ended at 10:00 UTC of the 30th.
    const apia = "Pacific/Apia";
    expectOpenings(apia, { hours: "09:00-20:00" }, [["2011-12-30T09:00:00Z", "2011-12-30T19:00:00Z"]]);
    expectOpenings(apia, { hours: "09:00-20:00", days: ["friday"] }, [
      ["2011-12-30T09:00:00Z", "2012-01-05T19:00:00Z"],
    ]);
    expectOpenings(apia, { hours: "20:00-02:00", days: ["thursday"] }, [
      ["2011-12-30T09:00:00Z", "2011-12-30T09:00:00Z"],
      ["2011-12-30T11:00:00Z", "2011-12-30T11:00:00Z"],
      ["2011-12-30T12:00:00Z", "2012-01-05T06:00:00Z"],
    ]);
  });
});
