import { type CustomerPatch, customerPatchSchema } from "../../../campaign/events.ts";
import type { Column } from "../columns/columns.ts";
import type { Notes } from "../notes.ts";
import { cell, type Table } from "../read/table.ts";
import { countryCode } from "../values/countries.ts";

type Field = "email" | "firstName" | "lastName" | "country" | "locale" | "timeZone";

/** What an order says about the person. */
export interface Contact extends Pick<CustomerPatch, Field> {
  /** They said yes to marketing. A box left empty at the checkout is no word against it. */
  marketing?: true;
}

const SOURCES: readonly Column[] = [
  "email",
  "firstName",
  "lastName",
  "name",
  "country",
  "locale",
  "timeZone",
  "consent",
  "customer",
];

/** What the rows of an order say about the person. The same words give the same object, so that changes are seen at once. */
export function contactReader(table: Table, notes: Notes): (row: number) => Contact {
  const known = new Map<string, Contact>();
  const used = SOURCES.filter((column) => table.cells[column] !== undefined);
  const bare = used.length === 1;
  const nobody: Contact = {};
  return (row) => {
    // Only ids: they say nothing about a person unless they are addresses.
    if (bare && !cell(table, "customer", row).includes("@")) return nobody;
    const key = used
      .map((column) =>
        column === "customer" && !cell(table, column, row).includes("@") ? "" : cell(table, column, row),
      )
      .join("\n\n");
    let contact = known.get(key);
    if (contact === undefined) {
      contact = read(table, row, notes);
      known.set(key, contact);
    }
    return contact;
  };
}

function read(table: Table, row: number, notes: Notes): Contact {
  const [first, last] = splitName(cell(table, "name", row));
  const customer = cell(table, "customer", row);
  const country = cell(table, "country", row);
  const code = country === "" ? undefined : countryCode(country);
  if (country !== "" && code === undefined) notes.count("country");
  const said = {
    email: cell(table, "email", row) || (customer.includes("@") ? customer : ""),
    firstName: cell(table, "firstName", row) || first,
    lastName: cell(table, "lastName", row) || last,
    country: code ?? "",
    locale: cell(table, "locale", row).replaceAll("_", "-"),
    timeZone: cell(table, "timeZone", row),
  };
  const contact: Contact = {};
  for (const field of Object.keys(said) as Field[]) {
    if (said[field] === "") continue;
    if (customerPatchSchema.shape[field].safeParse(said[field]).success) contact[field] = said[field];
    else notes.count("contact");
  }
  if (/^(yes|y|true|1)$/i.test(cell(table, "consent", row))) contact.marketing = true;
  return contact;
}

/** The first word and the rest. Where the family name comes first, separate columns are better. */
function splitName(name: string): [string, string] {
  const space = name.search(/\s/);
  return space < 0 ? [name, ""] : [name.slice(0, space), name.slice(space).trim()];
}
