import { Refused } from "../errors.ts";

/** Which journey a call is about: every machine and schedule of ours says so. */
interface AboutJourney {
  customer: string;
  campaign: string;
  enrollment: string;
}

/**
 * Reads what a machine, a queue or a schedule of this project hands over. Only its own machinery writes these, so that it is
 * enough to see that they are what they are taken for. Throws Refused.
 * @param what how to call it in the refusal: "the message on the send queue"
 * @param texts further names that must be texts
 */
export function readPayload<Payload extends AboutJourney>(
  value: unknown,
  what: string,
  texts: readonly (keyof Payload & string)[] = [],
): Payload {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new Refused(
      `${what} is no JSON object; only machines and schedules of this deployment may call this function`,
    );
  }
  const given = value as Record<string, unknown>;
  const missing = ["customer", "campaign", "enrollment", ...texts].filter(
    (name) => typeof given[name] !== "string" || given[name] === "",
  );
  if (missing.length === 0) return value as Payload;
  throw new Refused(
    `${what} has no text in ${missing.join(", ")}; only machines and schedules of this deployment may call this function`,
  );
}
