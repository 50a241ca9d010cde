import { parse } from "jsonc-parser";

/** What says whose shop it is: while it is the example's, customers would be written to in its name. */
const OWN = [
  "name",
  "url",
  "from",
  "fromName",
  "address",
  "timeZone",
  "locale",
  "currency",
  "referral.landing",
] as const;

/** What of a shop.json that was made from the example's is not the shop's own yet. */
export interface Yours {
  /** To be changed: key by key, with what it says now. */
  change: { key: string; says: unknown }[];
  /** Keys that hold choices, which may be right as they are. */
  lookAt: string[];
}

export function yoursIn(text: string): Yours {
  const shop: Record<string, unknown> = parse(text);
  const change = OWN.flatMap((key) => {
    const says = key.split(".").reduce<unknown>((value, part) => (value as Record<string, unknown>)?.[part], shop);
    return says === undefined ? [] : [{ key, says }];
  });
  const named = new Set(["$schema", ...OWN.map((key) => key.split(".")[0])]);
  return { change, lookAt: Object.keys(shop).filter((key) => !named.has(key)) };
}

export function printYours({ change, lookAt }: Yours): string[] {
  const width = Math.max(...change.map(({ key }) => key.length));
  return [
    "shop.json is the example's. Before anybody is mailed, change in it:",
    ...change.map(({ key, says }) => `  ${key.padEnd(width)}  ${JSON.stringify(says)}`),
    `Then see whether these are as you want them: ${lookAt.join(", ")}.`,
    "",
  ];
}
