import { COLUMNS, type Column, type Mapping, normalized } from "./columns.ts";
import { SYNONYMS } from "./synonyms.ts";

/** Which header each column probably has. No header is taken for two columns. */
export function guessColumns(headers: readonly string[], taken: Mapping, without: readonly Column[]): Mapping {
  const free = new Map<string, string>();
  const used = new Set(Object.values(taken));
  // The first of two equal headers counts: exports repeat the line's after the order's.
  for (const header of headers.toReversed()) if (!used.has(header)) free.set(normalized(header), header);
  const mapping: Mapping = { ...taken };
  for (const column of COLUMNS) {
    if (mapping[column] !== undefined || without.includes(column)) continue;
    const found = SYNONYMS[column].map(normalized).find((synonym) => free.has(synonym));
    if (found === undefined) continue;
    mapping[column] = free.get(found) as string;
    free.delete(found);
  }
  return filledIn(mapping);
}

/** Where one column can do another's work. */
function filledIn(mapping: Mapping): Mapping {
  const { price, ...rest } = mapping;
  // A price without a quantity is what was paid.
  if (mapping.total === undefined && mapping.quantity === undefined && price !== undefined) {
    return withCustomer({ ...rest, total: price });
  }
  return withCustomer(mapping);
}

function withCustomer(mapping: Mapping): Mapping {
  const stand: Column | undefined = (["email", "phone", "name"] as const).find(
    (column) => mapping[column] !== undefined,
  );
  if (mapping.customer !== undefined || stand === undefined) return mapping;
  return { ...mapping, customer: mapping[stand] as string };
}
