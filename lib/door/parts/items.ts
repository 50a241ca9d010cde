import { orderSchema } from "../../campaign/events.ts";
import { clipped, defined, fitting } from "./fit.ts";

/** One line of an order, as a shop writes it. */
export interface Line {
  sku: string;
  name?: string | null | undefined;
  quantity?: number | null | undefined;
  price?: number | null | undefined;
}

/** The most lines that an event has. */
const MOST = 200;
const lineShape = orderSchema.shape.items.unwrap().element.shape;

/** The lines in the words of events, and how many pieces all of them are when there are too many lines to keep. */
export function itemsOf(lines: readonly Line[]): { items?: Record<string, unknown>[]; quantity?: number } {
  // A line that an edit of the order took away stays with quantity 0.
  const bought = lines.filter(({ quantity }) => quantity == null || quantity > 0);
  if (bought.length === 0) return {};
  const items = bought.slice(0, MOST).map(({ sku, name, quantity, price }) =>
    defined({
      sku: clipped(sku, 100),
      name: clipped(name, 200),
      // Goods sold by weight come as 1.5: one piece.
      quantity: fitting(lineShape.quantity, quantity),
      price: fitting(lineShape.price, price),
    }),
  );
  if (bought.length <= MOST) return { items };
  return {
    items,
    quantity: bought.reduce((pieces, { quantity }) => pieces + Math.max(1, Math.round(quantity ?? 1)), 0),
  };
}
