import type { z } from "zod";
import type { Fault } from "./faults.ts";
import { byLine } from "./read.ts";
import { readDocument, type SourceFile } from "./reading/document.ts";
import { explainer, type Special } from "./reading/explain.ts";
import { type Finding, toFault } from "./reading/finding.ts";
import { suggest } from "./reading/suggest.ts";
import { couponSchema } from "./shop/coupons.ts";
import { type Shop, shopSchema } from "./shop.ts";

/** Reads `shop.json`: all its faults at once. */
export function readShop(file: SourceFile): { shop?: Shop; faults: Fault[] } {
  const { document, faults } = readDocument(file);
  if (document === undefined) return { faults };
  const { value, positions } = document;
  const parsed = shopSchema.safeParse(value);
  if (parsed.success && faults.length === 0) return { shop: parsed.data, faults };
  const found = explainShop(shopSchema, value, []).map((finding) => toFault(finding, file.path, positions));
  return { faults: [...faults, ...found].sort(byLine) };
}

const plain = explainer({ quote: true });

/** Time zones and locales have names that can be suggested. */
const better =
  (schema: z.core.$ZodType, names: (value: string) => string[]): Special =>
  (value, path) =>
    plain(schema, value, path).map((finding): Finding => {
      if (typeof value !== "string") return finding;
      const meant = suggest(value, names(value));
      return {
        ...finding,
        what: `"${value}" ${finding.what.replace(/^this /, "")}`,
        ...(meant === undefined ? {} : { fix: `did you mean "${meant}"?` }),
      };
    });

/** Which of the two is meant has to be said before anything else of it can be. */
const either: Special = (value, path, explain) => {
  const [byPattern, pooled] = couponSchema.options;
  const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
  if (!isObject) return plain(couponSchema, value, path);
  const [pattern, pool] = ["pattern" in value, "pool" in value];
  if (pattern !== pool) return explain(pool ? pooled : byPattern, value, path);
  const fix = 'write "pattern" for codes that are made, or "pool": true for codes that you import';
  return [{ path, what: "a coupon has a pattern or a pool, not both", fix }];
};

const { timeZone, locale } = shopSchema.shape;
const explainShop = explainer({
  quote: true,
  special: new Map<z.core.$ZodType, Special>([
    [couponSchema, either],
    [timeZone, better(timeZone, () => Intl.supportedValuesOf("timeZone"))],
    [locale, better(locale, (value) => [value.replaceAll("_", "-")].filter((tag) => locale.safeParse(tag).success))],
  ]),
});
