import { randomUUID } from "node:crypto";

/** A partition that no other test uses. */
export function freshPartition(): string {
  return `contract#${randomUUID()}`;
}

/** The key of an item that no other test uses; an item itself, too, if a bare one. */
export function freshKey(sk = "item"): { pk: string; sk: string } {
  return { pk: freshPartition(), sk };
}
