import { applyEdits, modify } from "jsonc-parser";
import type { Shop } from "../../../lib/campaign/shop.ts";
import type { Needs } from "../../../lib/project/library.ts";

const KINDS = ["topics", "coupons", "webhooks", "events"] as const;
type Declarations = Partial<Record<(typeof KINDS)[number], Record<string, unknown>>>;

/** What shop.json must say for a campaign and does not, as the library's shop says it. */
export function missingIn(shop: Shop, needs: Needs, library: Shop): Declarations {
  const missing: Declarations = {};
  for (const kind of KINDS) {
    const own: Readonly<Record<string, unknown>> = shop[kind] ?? {};
    const known: Readonly<Record<string, unknown>> = library[kind] ?? {};
    // Events that nobody declares may carry anything: only what the library declares is worth declaring.
    const names = needs[kind].filter((name) => !Object.hasOwn(own, name) && Object.hasOwn(known, name));
    if (names.length > 0) missing[kind] = Object.fromEntries(names.map((name) => [name, known[name]]));
  }
  return missing;
}

/** shop.json with these added, every other character as it was. */
export function withDeclared(text: string, declarations: Declarations): string {
  const formattingOptions = { insertSpaces: true, tabSize: 2 };
  let changed = text;
  for (const kind of KINDS) {
    for (const [name, value] of Object.entries(declarations[kind] ?? {}))
      changed = applyEdits(changed, modify(changed, [kind, name], value, { formattingOptions }));
  }
  return changed;
}

/** The library's shop, to begin with: what is the same for every shop, and nothing of single campaigns. */
export function firstShop(text: string): string {
  let changed = text;
  for (const kind of KINDS) changed = applyEdits(changed, modify(changed, [kind], undefined, {}));
  return changed;
}
