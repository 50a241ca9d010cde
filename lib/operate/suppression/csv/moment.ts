const ISO = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?)\s?(Z|UTC|GMT|[+-]\d{2}:?\d{2})?)?$/i;
/** As mail has them: `Mon, 06 May 2024 18:11:58 UTC`. */
const MAIL = /^(?:[a-z]{3}, )?\d{1,2} [a-z]{3} \d{4} \d{2}:\d{2}(?::\d{2})? (?:UTC|GMT|Z|[+-]\d{4})$/i;
const EPOCH = /^\d{10}(?:\d{3})?$/;
const UNKNOWN = new Set(["", "unknown", "null", "none", "n/a", "-"]);
const DAY = 86_400_000;

/**
 * When something was suppressed: ISO 8601, what the exports of mail services have, or seconds or milliseconds since 1970. Without a
 * time zone it is UTC. "unknown" when nothing is said, undefined when it cannot be read or has not come yet.
 */
export function readMoment(text: string, now: number): number | "unknown" | undefined {
  if (UNKNOWN.has(text.toLowerCase())) return "unknown";
  const at = epochOf(text);
  // Clocks differ, and a day without its time may be another one's tomorrow.
  if (at === undefined || Number.isNaN(at) || at < 0 || at > now + DAY) return undefined;
  return Math.min(at, now);
}

function epochOf(text: string): number | undefined {
  if (EPOCH.test(text)) return Number(text) * (text.length === 10 ? 1_000 : 1);
  if (MAIL.test(text)) return Date.parse(text);
  const [, day, time = "00:00", zone = "Z"] = ISO.exec(text) ?? [];
  if (day === undefined || !isDay(day)) return undefined;
  return Date.parse(`${day}T${time}${/^[a-z]/i.test(zone) ? "Z" : zone.replace(/^(...)(\d\d)$/, "$1:$2")}`);
}

/** Not the 30th of February. */
function isDay(text: string): boolean {
  const at = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text);
}
