import { SCORES, type SurveyKind } from "../campaign/holds.ts";
import type { TemplateData } from "../journey/ports.ts";
import type { Template, TemplateOrder } from "./template.ts";

interface Person {
  firstName: string;
  lastName: string;
  country: string;
  timeZone: string;
  currency: string;
  prices: [number, number];
}

/** Believable people, by language: a preview in Thai with a Thai name shows how the line will look. */
const MAYA: Person = {
  firstName: "Maya",
  lastName: "Brooks",
  country: "US",
  timeZone: "America/New_York",
  currency: "USD",
  prices: [18, 12.5],
};
const PEOPLE: Readonly<Record<string, Person>> = {
  en: MAYA,
  th: {
    ...MAYA,
    firstName: "มาลี",
    lastName: "ศรีสุข",
    country: "TH",
    timeZone: "Asia/Bangkok",
    currency: "THB",
    prices: [420, 290],
  },
  vi: {
    ...MAYA,
    firstName: "Linh",
    lastName: "Nguyễn",
    country: "VN",
    timeZone: "Asia/Ho_Chi_Minh",
    currency: "VND",
    prices: [320_000, 190_000],
  },
};

function sampleSurvey(kind: SurveyKind, url: string): NonNullable<TemplateData["survey"]> {
  return { kind, url, choices: SCORES[kind].map((score) => ({ score, url: `${url}?score=${score}` })) };
}

/** A made-up customer and order, with the template's own sample laid over them. */
export function sampleData(
  template: Template,
  shop: TemplateData["shop"],
  locale = template.variants[0].locale,
): TemplateData {
  const person = PEOPLE[locale.split("-")[0] ?? ""] ?? MAYA;
  const [first, second] = person.prices;
  const order: TemplateOrder = {
    id: "1042",
    total: 2 * first + second,
    currency: person.currency,
    quantity: 3,
    items: [
      { sku: "house-blend-250", name: "House Blend, 250 g", category: "beans", quantity: 2, price: first },
      { sku: "filter-papers", name: "Filter papers, 100", category: "gear", quantity: 1, price: second },
    ],
    at: "2026-10-28T09:15:00Z",
  };
  const { sample } = template;
  const base = shop.url.replace(/\/+$/, "");
  return {
    customer: {
      id: "sample",
      firstName: person.firstName,
      lastName: person.lastName,
      email: "customer@example.com",
      locale,
      timeZone: person.timeZone,
      country: person.country,
      orders: 3,
      stage: "regular",
      referrals: 1,
      spent: { [person.currency]: 3 * order.total },
      firstOrderAt: "2026-03-02T14:05:00Z",
      lastOrderAt: order.at,
      tags: ["newsletter"],
      attributes: {},
      ...sample.customer,
    },
    order: { ...order, ...sample.order },
    event: { ...sample.event },
    with: { ...sample.with },
    survey: sampleSurvey(sample.survey?.kind ?? "nps", `${base}/s/sample`),
    referral: { code: "K7TQ9M2P", url: `${base}/r/K7TQ9M2P` },
    coupon: { name: "10 % off", code: "THANKS-4XW8R2HN", until: "2026-11-29T09:15:00Z", ...sample.coupon },
    shop,
    links: {
      unsubscribe: `${base}/u/sample`,
      preferences: `${base}/p/sample`,
      confirm: `${base}/y/sample`,
    },
    now: "2026-10-30T09:15:00Z",
  };
}
