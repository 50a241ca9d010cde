import { normalized } from "../columns/columns.ts";
import type { Notes } from "../notes.ts";
import { cell, type Table } from "../read/table.ts";
import { hash, isId } from "./ids.ts";

/**
 * Whose order a row is. Ids of the shop stay as they are, with their zeros. Addresses, phone numbers and names are hashed: ids
 * travel where personal data must not. Undefined when the row names nobody.
 */
export function customerReader(table: Table, notes: Notes): (row: number) => string | undefined {
  const known = new Map<string, string>();
  const personal = isPersonal(table.mapping.customer ?? "", table);
  return (row) => {
    const id = cell(table, "customer", row);
    const text = id || cell(table, "email", row).toLowerCase() || cell(table, "phone", row);
    if (text === "") return undefined;
    const own = id !== "" && !personal;
    const key = own ? `id ${text}` : text;
    const seen = known.get(key);
    if (seen !== undefined) return seen;
    const keeps = own && isId(text);
    if (!keeps) notes.count("hashedCustomers");
    const customer = keeps ? text : `c-${hash("customer", text.toLowerCase())}`;
    known.set(key, customer);
    return customer;
  };
}

/** Whether the column of customers is one of addresses, phone numbers or names. */
function isPersonal(header: string, { mapping }: Table): boolean {
  const same = [mapping.email, mapping.phone, mapping.name].includes(header);
  return same || /e?mail|phone|mobile|name$/.test(normalized(header));
}
