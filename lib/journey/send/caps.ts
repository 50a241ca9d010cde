import type { Cap, SendMessage } from "../../compiler/compiled.ts";
import type { Contact } from "../contact.ts";
import type { Deferral } from "../records.ts";

const DAY = 86_400_000;

/** How far a cap may look back; older places are forgotten. Surveys are few, and far apart. */
const MEMORY = 31 * DAY;
const SURVEY_MEMORY = 400 * DAY;

/** One message in the count of what a customer got. */
export type Place = Contact["sent"][number];

/** Whether a cap may still ask for this place. */
export function isRemembered({ at, survey }: Place, now: number): boolean {
  return at > now - (survey ? SURVEY_MEMORY : MEMORY);
}

const OVER: Readonly<Record<Cap["of"], Deferral>> = {
  shop: "too many",
  topic: "too many of the topic",
  campaign: "too many of the campaign",
  survey: "surveyed lately",
};

export interface Room {
  /** The first cap without room. */
  over?: Deferral;
  /** When all of them have room, if nothing else goes out: epoch milliseconds. */
  frees: number;
  /** How many messages the shop's cap has room for, this one included. */
  room: number;
}

/** What the caps of a message leave of room, after all that this customer got. */
export function roomFor(
  { rules, campaign }: Pick<SendMessage, "rules" | "campaign">,
  contact: Pick<Contact, "sent">,
  now: number,
): Room {
  const answer: Room = { frees: now, room: Number.POSITIVE_INFINITY };
  for (const cap of rules.caps ?? []) {
    const counted = contact.sent.filter((sent) => isCounted(cap, sent, { campaign, topic: rules.topic }, now));
    const room = cap.count - counted.length;
    if (cap.of === "shop") answer.room = room;
    if (room > 0) continue;
    answer.over ??= OVER[cap.of];
    // The oldest go first; so many have to go that one more fits.
    const times = counted.map(({ at }) => at).sort((a, b) => a - b);
    answer.frees = Math.max(answer.frees, (times[-room] ?? now) + cap.seconds * 1000);
  }
  return answer;
}

function isCounted(
  { of, seconds }: Cap,
  sent: Place,
  { campaign, topic }: { campaign: string; topic: string | undefined },
  now: number,
): boolean {
  if (sent.at <= now - seconds * 1000) return false;
  if (of === "survey") return sent.survey === true;
  return of === "shop" || (of === "topic" ? sent.topic === topic : sent.campaign === campaign);
}
