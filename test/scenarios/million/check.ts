import type { Campaign } from "../../../lib/campaign/campaign.ts";
import type { Sending } from "../../../lib/campaign/parts/sending.ts";
import type { Shop } from "../../../lib/campaign/shop.ts";
import type { TemplateKinds } from "../../../lib/compiler/sending.ts";
import type { Mail } from "../../../lib/journey/ports.ts";
import { mailboxIn, mailboxOf, type Person, personIn, type Said } from "./said.ts";

export const BREACHES = [
  "after a no of the customer",
  "after a no of the mailbox",
  "to a dead mailbox",
  "without consent",
  "of a topic that was declined",
  "above a cap",
  "outside hours and days",
  "sent twice",
  "to a wrong address",
] as const;
export type Breach = (typeof BREACHES)[number];

const UNITS: Readonly<Record<string, number>> = { hour: 3_600_000, day: 86_400_000, week: 604_800_000 };

/** What a shop has written about when and to whom messages go out. */
export interface Terms {
  shop: Shop;
  campaigns: readonly Pick<Campaign, "id" | "sending">[];
  kinds: TemplateKinds;
}

/** What is wrong with a message that goes out now, by what its reader said and got. Then it is written down as got. */
export function breachesOf(said: Said, terms: Terms, mail: Mail, at: number, seen: Set<string>): Breach[] {
  const { shop, campaigns, kinds } = terms;
  const own = campaigns.find(({ id }) => id === mail.campaign)?.sending ?? {};
  const person = personIn(said, mail.sendId.customer);
  const number = mailboxOf(mail.to);
  const mailbox = mailboxIn(said, number);
  const template = kinds.get(mail.template);
  const found = new Set<Breach>();
  const name = `${mail.sendId.enrollment} ${mail.sendId.step}`;
  if (seen.has(name)) found.add("sent twice");
  seen.add(name);
  if (number !== person.mailbox) found.add("to a wrong address");
  if (mailbox.isDead) found.add("to a dead mailbox");
  const isMarketing = template?.kind !== "transactional";
  const sending = isMarketing ? { ...shop.sending, ...own } : own;
  if (!isOpen(sending, person.timeZone ?? shop.timeZone, at)) found.add("outside hours and days");
  if (!isMarketing) return [...found];

  const { word } = person;
  if (word?.yes === false) found.add("after a no of the customer");
  const saidYesSince = word?.yes === true && mailbox.noAt !== undefined && word.at > mailbox.noAt;
  if (mailbox.noAt !== undefined && !saidYesSince) found.add("after a no of the mailbox");
  if (!hasConsent(person, shop.consent)) found.add("without consent");
  const topic = template?.topic;
  if (topic !== undefined && !wants(person, topic, shop)) found.add("of a topic that was declined");
  person.got.push({ at, campaign: mail.campaign, topic });
  if (isAboveACap(person, { campaign: mail.campaign, atMost: own.atMost, topic }, shop, at)) found.add("above a cap");
  return [...found];
}

function hasConsent({ word, hasBought, isConfirmed }: Person, consent: Shop["consent"]): boolean {
  if (consent === "soft-opt-in") return word?.yes ?? hasBought;
  return word?.yes === true && (consent === "strict" || isConfirmed);
}

function wants({ topics }: Person, topic: string, shop: Shop): boolean {
  return topics.get(topic)?.on ?? shop.topics?.[topic]?.optIn !== true;
}

function isAboveACap(
  { got }: Person,
  { campaign, atMost, topic }: { campaign: string; atMost: string | undefined; topic: string | undefined },
  shop: Shop,
  at: number,
): boolean {
  const ofTopic = topic === undefined ? undefined : shop.topics?.[topic]?.atMost;
  const count = (words: string | undefined, isCounted: (one: Person["got"][number]) => boolean): boolean => {
    const [, most = "", length = "", unit = ""] = /^(\d+) per (\d+) (\w+?)s?$/.exec(words ?? "") ?? [];
    if (most === "") return false;
    const from = at - Number(length) * (UNITS[unit] ?? Number.NaN);
    return got.filter((one) => one.at > from && isCounted(one)).length > Number(most);
  };
  return (
    count(shop.sending?.atMost, () => true) ||
    count(ofTopic, (one) => one.topic === topic) ||
    count(atMost, (one) => one.campaign === campaign)
  );
}

const WEEKDAYS = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"];
const clocks = new Map<string, Intl.DateTimeFormat>();

/** On the wall clock, as Intl tells it. The hours past midnight belong to the day before. */
function isOpen({ hours = "00:00-24:00", days, notOn = [] }: Sending, timeZone: string, at: number): boolean {
  let clock = clocks.get(timeZone);
  if (clock === undefined) {
    const parts = { year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit" } as const;
    clock = new Intl.DateTimeFormat("sv-SE", { timeZone, ...parts, hourCycle: "h23" });
    clocks.set(timeZone, clock);
  }
  // "2026-01-31 23:59"
  const [date = "", time = ""] = clock.format(at).split(" ");
  const [from = "", to = ""] = hours.split("-");
  const isPastMidnight = from > to && time < to;
  if (from < to ? time < from || time >= to : time < from && time >= to) return false;
  const noon = new Date(`${date}T12:00:00Z`);
  if (isPastMidnight) noon.setUTCDate(noon.getUTCDate() - 1);
  const day = noon.toISOString().slice(0, 10);
  const weekday = WEEKDAYS[noon.getUTCDay()] ?? "";
  if (notOn.includes(day) || notOn.includes(day.slice(5))) return false;
  return days === undefined || (days as readonly string[]).includes(weekday);
}
