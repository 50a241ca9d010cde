import type { Order } from "../../../campaign/events.ts";
import type { Notes } from "../notes.ts";
import { cell, type Table } from "../read/table.ts";
import type { Money } from "./money.ts";

type Item = NonNullable<Order["items"]>[number];

const MOST_ITEMS = 200;

/** What was bought: the rows that name a product. One without an id goes by its name. */
export function itemsOf(table: Table, money: Money, rows: readonly number[], notes: Notes): Item[] {
  if (table.cells.sku === undefined && table.cells.product === undefined) return [];
  const items = rows.flatMap((row): Item[] => {
    const name = cell(table, "product", row);
    const sku = cell(table, "sku", row) || name;
    if (sku === "") return [];
    const item: Item = { sku: sku.slice(0, 100) };
    if (name !== "") item.name = name.slice(0, 200);
    const category = cell(table, "category", row);
    if (category !== "") item.category = category.slice(0, 100);
    const quantity = pieces(money.quantity[row]);
    if (quantity !== undefined) item.quantity = quantity;
    const price = money.price[row] ?? Number.NaN;
    if (price >= 0) item.price = price;
    return [item];
  });
  if (items.length > MOST_ITEMS) notes.count("manyItems");
  return items.slice(0, MOST_ITEMS);
}

/** How many pieces the rows say were bought; undefined when they do not say. */
export function quantityOf(money: Money, rows: readonly number[], notes: Notes): number | undefined {
  let sum = 0;
  for (const row of rows) {
    const quantity = money.quantity[row] ?? Number.NaN;
    if (!Number.isNaN(quantity) && !Number.isInteger(quantity)) notes.count("fractions");
    sum += pieces(quantity) ?? 0;
  }
  return sum === 0 ? undefined : sum;
}

/** Half a kilogram is one piece. */
function pieces(quantity = Number.NaN): number | undefined {
  const amount = Math.abs(quantity);
  return amount > 0 ? Math.max(1, Math.round(amount)) : undefined;
}
