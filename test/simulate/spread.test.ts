import { describe, expect, it } from "vitest";
import { byDay, mostInAWeek, perCustomer } from "../../lib/simulate/report/spread.ts";

const at = (...times: string[]) => times.map((time) => Date.parse(time));

describe("messages by day", () => {
  it("count on the shop's clock, also where midnight is not on the hour", () => {
    const messages = new Map([["ana", at("2026-01-01T18:29:00Z", "2026-01-01T18:31:00Z")]]);
    expect(byDay(messages, "Asia/Kolkata")).toEqual({ "2026-01-01": 1, "2026-01-02": 1 });
    expect(byDay(messages, "UTC")).toEqual({ "2026-01-01": 2 });
  });

  it("are in order, whoever got them", () => {
    const messages = new Map([
      ["ana", at("2026-02-01T12:00:00Z")],
      ["bo", at("2026-01-01T12:00:00Z")],
    ]);
    expect(Object.keys(byDay(messages, "UTC"))).toEqual(["2026-01-01", "2026-02-01"]);
  });
});

it("customers who got nothing are among those counted", () => {
  const messages = new Map([
    ["ana", [1, 2]],
    ["bo", [1, 2]],
    ["cy", [1]],
  ]);
  expect(perCustomer(messages, 10)).toEqual({ 0: 7, 1: 1, 2: 2 });
});

describe("the most in any seven days", () => {
  const DAY = 86_400_000;
  it("looks at every span, not at weeks of the calendar", () => {
    expect(mostInAWeek(new Map([["ana", [0, 5, 6, 8, 11.9].map((day) => day * DAY)]]))).toBe(4);
  });

  it("does not count what is exactly seven days apart together", () => {
    expect(mostInAWeek(new Map([["ana", [0, 7 * DAY]]]))).toBe(1);
  });

  it("is zero without messages, and holds for as many customers as there are", () => {
    expect(mostInAWeek(new Map())).toBe(0);
    const many = new Map(Array.from({ length: 200_000 }, (_, index) => [`c${index}`, [0]] as const));
    expect(mostInAWeek(many)).toBe(1);
  });
});
