import { createDraw, type Draw } from "../../lib/local/history/draw.ts";
import { PEOPLE, type Person } from "../../lib/local/history/people.ts";
import { drawOrder } from "../../lib/local/history/products.ts";
import type { Mail, Shop } from "./shop.ts";

/** Days of the shop. Surveys are asked two weeks after a second order, so the last weeks have people on their way. */
const DAYS = 62;
const NEWCOMERS_UNTIL = 48;

/** The customer whose page is shown answers, is invited, brings a friend, is thanked and orders with the coupon. */
const HERO = {
  first: 14,
  gap: 6,
  orders: 2,
  score: 10,
  comment: "The best beans in town, and they came the day after.",
};

interface Life {
  shop: Shop;
  draw: Draw;
  hero: Person;
  /** What people will do, by the day on which they do it. */
  plans: Map<number, (() => Promise<void>)[]>;
  /** The day that it is. */
  day: number;
  orders: number;
}

/** People buy, answer what they are asked, bring friends and redeem coupons, as the campaigns of this folder bring them to. */
export async function live(shop: Shop): Promise<{ hero: string }> {
  const [hero] = PEOPLE;
  if (hero === undefined) throw new Error("there are no people");
  const life: Life = { shop, draw: createDraw(11), hero, plans: new Map(), day: 0, orders: 2_000 };
  for (const person of PEOPLE) planOrders(life, person);
  for (; life.day < DAYS; life.day++) {
    for (const act of life.plans.get(life.day) ?? []) await act();
    await shop.nextDay();
    for (const mail of await shop.newMails()) await react(life, mail);
  }
  return { hero: hero.id };
}

function planOrders(life: Life, person: Person): void {
  const { draw, hero } = life;
  const isHero = person === hero;
  let day = isHero ? HERO.first : draw.between(0, NEWCOMERS_UNTIL);
  for (let orders = isHero ? HERO.orders : draw.between(2, 4); orders > 0; orders--) {
    plan(life, day, () => buys(life, person));
    day += isHero ? HERO.gap : draw.between(6, 18);
  }
}

function plan({ plans }: Life, day: number, act: () => Promise<void>): void {
  plans.set(day, [...(plans.get(day) ?? []), act]);
}

async function buys(life: Life, person: Person, code?: string): Promise<void> {
  const { id: customerId, email, firstName, lastName, locale, timeZone, country } = person;
  const order = drawOrder(life.draw, person, life.orders++);
  await life.shop.says({
    type: "purchase",
    eventId: `order-${order.id}-paid`,
    customerId,
    customer: { email, firstName, lastName, locale, timeZone, country },
    order: code === undefined ? order : { ...order, coupon: code },
  });
}

async function react(life: Life, mail: Mail): Promise<void> {
  const { draw, shop, hero, day } = life;
  const { customer, step } = mail.sendId;
  const isHero = customer === hero.id;
  if (!isHero && !draw.happens(0.7)) return;
  await shop.opens(mail);
  const person = PEOPLE.find(({ id }) => id === customer);
  const [, friendsCode] = /\/r\/([0-9A-Z]{8})\b/.exec(mail.html) ?? [];
  const [coupon] = /\bTHANKS-[0-9A-Z]{8}\b/.exec(mail.html) ?? [];
  if (step === "how-likely" && (isHero || draw.happens(0.75))) {
    await shop.answers(mail, isHero ? HERO : { score: drawScore(draw) });
  } else if (friendsCode !== undefined && (isHero || draw.happens(0.4))) {
    plan(life, day + 4, () => buys(life, friendOf(hero, customer), friendsCode));
  } else if (coupon !== undefined && person !== undefined && (isHero || draw.happens(0.5))) {
    plan(life, day + 4, () => buys(life, person, coupon));
  } else if (step === "we-are-sorry" && draw.happens(0.7)) {
    plan(life, day + 3, () => shop.says({ type: "case.resolved", eventId: `case-${mail.id}`, customerId: customer }));
  }
}

/** What shops hear: mostly 9 and 10, and of the others not all are unhappy. */
function drawScore(draw: Draw): number {
  if (draw.happens(0.6)) return draw.between(9, 10);
  return draw.happens(0.5) ? draw.between(7, 8) : draw.between(1, 6);
}

/** Somebody new of the same place as `like`. */
function friendOf(like: Person, customer: string): Person {
  const id = `friend-of-${customer}`;
  return { ...like, id, email: `${id}@example.com`, firstName: "Robin", lastName: "Vale" };
}
