import { WEEKDAYS } from "../campaign/parts/weekdays.ts";
import type { Until } from "../campaign/steps.ts";
import { dateMoment } from "./dates.ts";
import type { Profile } from "./records.ts";
import { averageGap } from "./stage.ts";
import { nextTime, nextWeekday } from "./zone.ts";

const DEFAULT_TIME = "09:00";

/**
 * The moment that a `wait until` means for this customer, epoch milliseconds. Undefined when the profile has no such date,
 * or the date has gone by: a message about it would be wrong.
 */
export function untilMoment(
  until: Until,
  now: number,
  customer: { profile?: Profile | undefined; timeZone: string },
): number | undefined {
  const { timeZone } = customer;
  const time = until.at ?? DEFAULT_TIME;
  if (until.until.includes(":")) return nextTime(now, until.until, timeZone);
  const weekday = WEEKDAYS.find((day) => day === until.until);
  if (weekday !== undefined) return nextWeekday(now, weekday, time, timeZone);
  const moment = dateMoment(now, dateOf(until.until, customer.profile), {
    offsetDays: offsetDays(until.offset),
    yearly: until.yearly === true,
    time,
    timeZone,
  });
  return moment !== undefined && moment > now ? moment : undefined;
}

function dateOf(path: string, profile: Profile | undefined): unknown {
  const [, field = "", name = ""] = path.split(".");
  if (field === "attributes") return profile?.attributes[name];
  if (field === "nextOrderAt") return profile === undefined ? undefined : nextOrderAt(profile);
  return field === "firstOrderAt" || field === "lastOrderAt" ? profile?.[field] : undefined;
}

/** When a customer orders next if they keep their rhythm: the average gap after the last order. Two orders make a rhythm. */
function nextOrderAt(profile: Profile): number | undefined {
  const gap = averageGap(profile);
  return gap === undefined || profile.lastOrderAt === undefined ? undefined : Math.round(profile.lastOrderAt + gap);
}

function offsetDays(offset: string | undefined): number {
  if (offset === undefined) return 0;
  const [count, , side] = offset.split(" ");
  return side === "before" ? -Number(count) : Number(count);
}
