import type { Order } from "../../campaign/events.ts";
import type { Draw } from "./draw.ts";
import type { Person } from "./people.ts";

interface Product {
  sku: string;
  name: string;
  category: "beans" | "gear" | "tea";
  /** In dollars. */
  price: number;
}

const BEANS: readonly [Product, ...Product[]] = [
  { sku: "house-blend-250", name: "House Blend, 250 g", category: "beans", price: 14 },
  { sku: "house-blend-1000", name: "House Blend, 1 kg", category: "beans", price: 46 },
  { sku: "doi-chang-250", name: "Doi Chang, light roast, 250 g", category: "beans", price: 17 },
  { sku: "da-lat-250", name: "Da Lat Arabica, 250 g", category: "beans", price: 16 },
  { sku: "night-shift-250", name: "Night Shift Espresso, 250 g", category: "beans", price: 15 },
  { sku: "decaf-250", name: "Quiet Evening Decaf, 250 g", category: "beans", price: 15.5 },
];
const EXTRAS: readonly [Product, ...Product[]] = [
  { sku: "filter-papers-100", name: "Filter papers, 100", category: "gear", price: 6.5 },
  { sku: "dripper-v2", name: "Ceramic dripper", category: "gear", price: 24 },
  { sku: "hand-grinder", name: "Hand grinder", category: "gear", price: 58 },
  { sku: "jasmine-tea-80", name: "Jasmine tea, 80 g", category: "tea", price: 11 },
];

/** What one dollar is asked for, and the step that prices are rounded to. */
const PRICES: Record<Person["currency"], { rate: number; step: number }> = {
  USD: { rate: 1, step: 0.5 },
  THB: { rate: 25, step: 5 },
  VND: { rate: 18_000, step: 1_000 },
};

/** One order of this person: mostly their favorite beans, now and then something new or something on top. */
export function drawOrder(draw: Draw, { number: taste, currency }: Person, number: number): Order {
  const favorite = BEANS[taste % BEANS.length] ?? BEANS[0];
  const chosen = [draw.happens(0.7) ? favorite : draw.one(BEANS), ...(draw.happens(0.3) ? [draw.one(EXTRAS)] : [])];
  const { rate, step } = PRICES[currency];
  const items = chosen.map(({ price, ...product }, index) => ({
    ...product,
    quantity: index === 0 && draw.happens(0.3) ? 2 : 1,
    price: Math.round((price * rate) / step) * step,
  }));
  const total = items.reduce((sum, { price, quantity }) => sum + price * quantity, 0);
  return { id: String(number), total, currency, items };
}
