import type { Campaign } from "../campaign/campaign.ts";
import { allPlaces } from "../campaign/checks/places.ts";
import { toCap, toSeconds } from "../campaign/durations.ts";
import type { Sending } from "../campaign/parts/sending.ts";
import type { Shop } from "../campaign/shop.ts";
import { messageOf } from "../campaign/walk.ts";
import type { Cap, Choice, Priority, SendRules } from "./compiled.ts";
import { quietDays } from "./quiet-days.ts";

/** What a campaign must know of its templates, by their names. */
export type TemplateKinds = ReadonlyMap<string, { kind: "marketing" | "transactional"; topic?: string | undefined }>;

const DAY = 86_400;

export const PRIORITIES: Readonly<Record<NonNullable<Campaign["priority"]>, { priority?: Priority }>> = {
  high: { priority: 1 },
  normal: {},
  low: { priority: -1 },
};

/**
 * The rules of one message. Marketing keeps the shop's hours and days, unless its campaign has its own, and every limit there
 * is. What serves the customer is bound by nothing but the hours and days of its own campaign.
 */
export function sendRules(
  campaign: Pick<Campaign, "sending" | "priority">,
  shop: Pick<Shop, "sending" | "topics" | "surveys">,
  template: { kind: string; topic?: string | undefined } | undefined,
  isSurvey = false,
): SendRules {
  const own = campaign.sending ?? {};
  if (template?.kind === "transactional") return { transactional: true, ...openingOf(own), ...lateness(own) };
  const both = { ...shop.sending, ...own };
  const topic = template?.topic;
  const caps = [
    cap("shop", shop.sending?.atMost),
    cap("topic", topic === undefined ? undefined : shop.topics?.[topic]?.atMost),
    cap("campaign", own.atMost),
    isSurvey ? surveyCap(shop) : [],
  ].flat();
  return {
    ...(topic === undefined ? {} : { topic }),
    ...openingOf(both),
    ...(caps.length === 0 ? {} : { caps }),
    ...(caps.length > 0 && both.ifTooMany === "defer" ? { ifTooMany: "defer" } : {}),
    ...PRIORITIES[campaign.priority ?? "normal"],
    ...lateness(both),
  };
}

/** A no to marketing leaves such a campaign as it is: it has messages, and all of them serve the customer. */
export function isTransactional(campaign: Campaign, templates: TemplateKinds): boolean {
  const sent = allPlaces(campaign).flatMap(({ step }) => messageOf(step)?.template ?? []);
  return sent.length > 0 && sent.every((template) => templates.get(template)?.kind === "transactional");
}

/**
 * Whether a message by these rules may be told to come back later. Marketing may always: a warm-up, or a campaign of higher
 * priority, may come while people are on their way.
 */
export function mayBeDeferred({ transactional, ...rules }: SendRules): boolean {
  const closes = rules.hours !== undefined || rules.days !== undefined || rules.notOn !== undefined;
  return transactional === undefined || (closes && rules.ifClosed === undefined);
}

/** The rules of every message that may be chosen. */
export function rulesIn({ ways }: Choice): SendRules[] {
  return ways.flatMap((way) => (way === null ? [] : "ways" in way ? rulesIn(way) : [way.rules]));
}

function openingOf({ hours, days, notOn, ifClosed }: Sending): Partial<SendRules> {
  const opening = {
    ...(hours === undefined ? {} : { hours }),
    ...(days === undefined ? {} : { days }),
    ...(notOn === undefined || notOn.length === 0 ? {} : { notOn }),
  };
  return Object.keys(opening).length > 0 && ifClosed === "drop" ? { ...opening, ifClosed } : opening;
}

/** Unless given, a day, and one more for each quiet day in a row: a weekend must not make late what it defers. */
function lateness(sending: Sending): Pick<SendRules, "lateAfterSeconds"> {
  if (sending.lateAfter !== undefined) return { lateAfterSeconds: toSeconds(sending.lateAfter) };
  return { lateAfterSeconds: DAY * (1 + (sending.ifClosed === "drop" ? 0 : quietDays(sending))) };
}

/** Whoever is asked all the time answers no more: one survey in so long, of all campaigns. */
const SURVEYS_EVERY = "90 days";

function surveyCap({ surveys }: Pick<Shop, "surveys">): Cap[] {
  return [{ of: "survey", count: 1, seconds: toSeconds(surveys?.every ?? SURVEYS_EVERY) }];
}

function cap(of: Cap["of"], words: string | undefined): Cap[] {
  return words === undefined ? [] : [{ of, ...toCap(words) }];
}
