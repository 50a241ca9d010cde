import type { Target, Until } from "../../campaign/steps.ts";

/** `clicked we-miss-you`, or the event's name. */
export function targetWords(target: Target): string {
  return "on" in target ? target.on : Object.entries(target).flat().join(" ");
}

/** `monday 10:00`, `7 days before customer.attributes.renewsOn 09:00`. */
export function untilWords(until: Until): string {
  return [until.offset, until.until, until.at].filter((part) => part !== undefined).join(" ");
}
