import type { ShopEvent } from "../campaign/events.ts";
import type { Shop } from "../campaign/shop.ts";
import type { SignedLinks } from "../email/links.ts";
import type { Said } from "../journey/engage/said.ts";
import type { Addresses } from "../journey/ports.ts";
import type { Table } from "../store/table.ts";

/** What the pages behind links need. Times are epoch milliseconds. */
export interface RespondPorts {
  shop: Shop;
  table: Pick<Table, "get">;
  links: SignedLinks;
  addresses: Addresses;
  /** Hands in what a customer said. It may be waiting when this returns: only what is in the table is promised. */
  say(said: Said): Promise<void>;
  /** Puts an event through the shop's own door: it is stored when this returns, once for its id. */
  put(event: ShopEvent): Promise<void>;
  now(): number;
}
