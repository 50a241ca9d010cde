import { hash } from "node:crypto";
import type { Order } from "../../campaign/events.ts";

const MOST_PRINTS = 20;

/** Hashes of an order's fingerprints, 12 hexadecimal digits each: nothing of the shop's own texts is kept. */
export function printsOf({ fingerprints = {} }: Order): string[] {
  return (["payment", "shipping"] as const).flatMap((kind) => {
    const text = fingerprints[kind];
    return text === undefined ? [] : [hash("sha256", `${kind}\0${text}`, "hex").slice(0, 12)];
  });
}

/** The newest at the end; the oldest are forgotten first. */
export function withPrints(known: readonly string[] = [], added: readonly string[]): string[] {
  return [...known.filter((print) => !added.includes(print)), ...added].slice(-MOST_PRINTS);
}
