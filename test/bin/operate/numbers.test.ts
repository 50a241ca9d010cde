import { describe, expect, it } from "vitest";
import { inOrder, readDay, readMoment, readRate } from "../../../bin/commands/operate/numbers.ts";

describe("what is written on the command line", () => {
  it("a day is one that is in the calendar", () => {
    expect(readDay("--from", "2028-02-29")).toBe("2028-02-29");
    expect(readDay("--from", undefined)).toBeUndefined();
    for (const text of ["2026-02-29", "2026-13-01", "2026-1-1", "today", ""])
      expect(() => readDay("--from", text), text).toThrow(/--from: ".*" is not a day/);
  });

  it("a moment is a day in UTC, which is included at either end, or one with an offset", () => {
    expect(readMoment("--from", "2026-11-30", "beginning")).toBe(Date.parse("2026-11-30T00:00:00Z"));
    expect(readMoment("--to", "2026-11-30", "end")).toBe(Date.parse("2026-12-01T00:00:00Z") - 1);
    expect(readMoment("--to", "2026-11-30T18:00:00+07:00", "end")).toBe(Date.parse("2026-11-30T11:00:00Z"));
    for (const text of ["2026-11-30T18:00:00", "2026-02-30", "yesterday", "2026-11-30T25:00:00Z"])
      expect(() => readMoment("--to", text, "end"), text).toThrow(/neither a day nor a moment/);
  });

  it("a rate is a whole number within its limits", () => {
    expect(readRate("--per-second", "500", 500)).toBe(500);
    for (const text of ["0", "501", "2.5", "fast", "-1"])
      expect(() => readRate("--per-second", text, 500), text).toThrow(/give a whole number from 1 to 500/);
  });

  it("a span ends after it begins", () => {
    expect(() => inOrder("2026-02-02", "2026-02-01")).toThrow(/--from is later than --to/);
    inOrder("2026-02-01", "2026-02-01");
    inOrder(undefined, 5);
  });
});
