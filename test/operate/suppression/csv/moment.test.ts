import { describe, expect, it } from "vitest";
import { readMoment } from "../../../../lib/operate/suppression/csv/moment.ts";

const NOW = Date.parse("2026-11-22T12:00:00Z");

describe("when an address was suppressed", () => {
  it.each([
    ["2026-10-02", "2026-10-02T00:00:00Z"],
    ["2026-10-02T08:15:30.500Z", "2026-10-02T08:15:30.500Z"],
    ["2026-10-02T08:15:30+07:00", "2026-10-02T01:15:30Z"],
    ["2026-10-02 08:15:30+0700", "2026-10-02T01:15:30Z"],
    // Mailchimp's, which is in UTC.
    ["2026-10-02 08:15:30", "2026-10-02T08:15:30Z"],
    ["2026-10-02 08:15:30 UTC", "2026-10-02T08:15:30Z"],
    // Mailgun's.
    ["Mon, 06 May 2024 18:11:58 UTC", "2024-05-06T18:11:58Z"],
    ["6 May 2024 18:11 +0200", "2024-05-06T16:11:00Z"],
    ["1714990000", "2024-05-06T10:06:40Z"],
    ["1714990000123", "2024-05-06T10:06:40.123Z"],
  ])("is read from %s wherever the machine is", (text, at) => {
    expect(readMoment(text, NOW)).toBe(Date.parse(at));
  });

  it.each(["", "unknown", "N/A", "null"])('is unknown where it says "%s"', (text) => {
    expect(readMoment(text, NOW)).toBe("unknown");
  });

  it.each(["02/10/2026", "2026-02-30", "yesterday", "2027-01-01", "12"])("is not guessed from %s", (text) => {
    expect(readMoment(text, NOW)).toBeUndefined();
  });

  it("is never ahead of our clock, which is not everybody's", () => {
    expect(readMoment("2026-11-22T13:00:00Z", NOW)).toBe(NOW);
  });
});
