import { describe, expect, it } from "vitest";
import type { Until } from "../../lib/campaign/steps.ts";
import { emptyProfile } from "../../lib/journey/profile.ts";
import { untilMoment } from "../../lib/journey/until.ts";

const attributes = {
  birthday: "1990-11-05",
  leapling: "1996-02-29",
  newYear: "2000-01-01",
  silvester: "1999-12-31",
  renewsOn: "2026-06-01",
  renewedAt: "2026-06-01T20:00:00Z",
  opinion: "good",
};
const firstOrderAt = Date.parse("2025-03-01T22:00:00Z");
const profile = { ...emptyProfile(), attributes, firstOrderAt };

function moment(until: Until, now: string, timeZone = "Asia/Bangkok"): string | undefined {
  const found = untilMoment(until, Date.parse(now), { profile, timeZone });
  return found === undefined ? undefined : new Date(found).toISOString().replace(".000Z", "Z");
}

const birthday = { until: "customer.attributes.birthday", yearly: true };

describe("waiting until", () => {
  it("a time of day or a weekday means the customer's clock, 09:00 unless said", () => {
    expect(moment({ until: "09:30" }, "2026-01-05T00:00:00Z")).toBe("2026-01-05T02:30:00Z");
    expect(moment({ until: "saturday" }, "2026-01-05T00:00:00Z")).toBe("2026-01-10T02:00:00Z");
    expect(moment({ until: "saturday", at: "18:00" }, "2026-01-05T00:00:00Z")).toBe("2026-01-10T11:00:00Z");
  });

  it("a date means that day, and nothing once it has gone by", () => {
    const renewal = { until: "customer.attributes.renewsOn", offset: "7 days before" };
    expect(moment(renewal, "2026-01-05T00:00:00Z")).toBe("2026-05-25T02:00:00Z");
    expect(moment(renewal, "2026-05-25T02:00:00Z")).toBeUndefined();
    expect(moment({ until: "customer.attributes.renewsOn", offset: "1 day after" }, "2026-05-25T02:00:00Z")).toBe(
      "2026-06-02T02:00:00Z",
    );
  });

  it("what is no date, or is not there, means nothing", () => {
    expect(moment({ until: "customer.attributes.opinion" }, "2026-01-05T00:00:00Z")).toBeUndefined();
    expect(moment({ until: "customer.attributes.missing" }, "2026-01-05T00:00:00Z")).toBeUndefined();
    expect(moment({ until: "customer.lastOrderAt" }, "2026-01-05T00:00:00Z")).toBeUndefined();
  });

  it("the next order is due an average gap after the last one, from the second order on", () => {
    const lastOrderAt = Date.parse("2025-05-10T01:00:00Z");
    const due = (orders: number, until: Until, now = "2025-05-12T00:00:00Z") => {
      const customer = { profile: { ...profile, orders, lastOrderAt }, timeZone: "Asia/Bangkok" };
      const found = untilMoment(until, Date.parse(now), customer);
      return found === undefined ? undefined : new Date(found).toISOString();
    };
    const next = { until: "customer.nextOrderAt" };
    // Three orders in 69 days and some hours: 34 and a half days between two, so 13 June in the evening in Bangkok.
    expect(due(3, next)).toBe("2025-06-13T02:00:00.000Z");
    expect(due(3, { ...next, at: "18:30", offset: "7 days before" })).toBe("2025-06-06T11:30:00.000Z");
    expect(due(2, next)).toBe("2025-07-18T02:00:00.000Z");
    expect(due(1, next)).toBeUndefined();
    expect(due(3, next, "2025-06-13T02:00:00Z")).toBeUndefined();
  });

  it("a moment kept on the profile means its day on the customer's clock", () => {
    // 20:00 in UTC is already the next day in Bangkok.
    expect(moment({ until: "customer.attributes.renewedAt" }, "2026-01-05T00:00:00Z")).toBe("2026-06-02T02:00:00Z");
    expect(moment({ until: "customer.firstOrderAt", yearly: true }, "2026-01-05T00:00:00Z")).toBe(
      "2026-03-02T02:00:00Z",
    );
  });

  it.each([
    ["2026-01-05T00:00:00Z", "2026-11-05T02:00:00Z"],
    ["2026-11-05T01:59:59Z", "2026-11-05T02:00:00Z"],
    ["2026-11-05T02:00:00Z", "2027-11-05T02:00:00Z"],
  ])("a birthday, after %s, means the next one: %s", (now, found) => {
    expect(moment(birthday, now)).toBe(found);
  });

  it("a birthday on 29 February means the 28th in other years", () => {
    const leapling = { until: "customer.attributes.leapling", yearly: true };
    expect(moment(leapling, "2026-01-05T00:00:00Z")).toBe("2026-02-28T02:00:00Z");
    expect(moment(leapling, "2027-03-05T00:00:00Z")).toBe("2028-02-29T02:00:00Z");
  });

  it.each([
    ["newYear", "7 days before", "2026-12-20T00:00:00Z", "2026-12-25T02:00:00Z"],
    ["newYear", "7 days before", "2026-12-26T00:00:00Z", "2027-12-25T02:00:00Z"],
    ["silvester", "2 days after", "2026-12-31T23:00:00Z", "2027-01-02T02:00:00Z"],
    ["silvester", "2 days after", "2026-01-01T12:00:00Z", "2026-01-02T02:00:00Z"],
    ["birthday", "999 days before", "2026-01-01T12:00:00Z", "2026-02-10T02:00:00Z"],
    ["birthday", "999 days after", "2026-01-01T12:00:00Z", "2026-07-31T02:00:00Z"],
  ])("%s, %s, after %s is found over year ends: %s", (name, offset, now, found) => {
    expect(moment({ until: `customer.attributes.${name}`, yearly: true, offset }, now)).toBe(found);
  });
});
