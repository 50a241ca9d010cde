import { hash as digest } from "node:crypto";
import { EVENT_SCHEMAS } from "../../../campaign/events.ts";

/** 20 hexadecimal digits: ids need to differ within one shop. The words are joined by what no cell keeps at its ends. */
export function hash(...words: readonly string[]): string {
  // Not createHash: its objects lie outside of the heap, and hundreds of thousands of them pile up before they are collected.
  return digest("sha256", words.join("\n\n"), "buffer").toString("hex", 0, 10);
}

/** A number from 0 up to 1 that is the same for the same words, and spread evenly. */
export function draw(...words: readonly string[]): number {
  return digest("sha256", words.join("\n\n"), "buffer").readUIntBE(0, 6) / 2 ** 48;
}

const customerIds = EVENT_SCHEMAS.purchase.shape.customerId;

export function isId(text: string): boolean {
  return customerIds.safeParse(text).success;
}

/** The id of an order as the shop knows it: `#1001` is 1001; what cannot be an id is hashed. Room is left for a prefix. */
export function orderIdOf(text: string): string {
  const plain = text.replace(/^#/, "");
  return plain.length <= 100 && isId(plain) ? plain : `order-${hash("order", text)}`;
}
