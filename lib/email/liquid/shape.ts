import { suggest } from "../../campaign/reading/suggest.ts";

/** What is known about a value that templates can read. */
type Shape = "value" | "optional" | "anything" | { each: Shape; fields?: never } | Fields;
interface Fields {
  fields: Readonly<Record<string, Shape>>;
}

const ITEM: Fields = {
  fields: { sku: "value", name: "optional", category: "optional", quantity: "optional", price: "optional" },
};

const CHOICE: Fields = { fields: { score: "value", url: "value" } };

/** The same names as TemplateData in lib/journey/ports.ts and TemplateOrder. */
const DATA: Fields = {
  fields: {
    customer: {
      fields: {
        id: "value",
        firstName: "optional",
        lastName: "optional",
        email: "value",
        locale: "value",
        timeZone: "value",
        country: "optional",
        orders: "value",
        spent: "anything",
        firstOrderAt: "optional",
        lastOrderAt: "optional",
        tags: { each: "value" },
        attributes: "anything",
        stage: "optional",
        referrals: "value",
      },
    },
    order: {
      fields: {
        id: "value",
        total: "value",
        currency: "value",
        quantity: "optional",
        coupon: "optional",
        referral: "optional",
        at: "value",
        items: { each: ITEM },
      },
    },
    event: "anything",
    with: "anything",
    shop: { fields: { name: "value", url: "value", address: "value" } },
    links: { fields: { unsubscribe: "value", preferences: "value", confirm: "value" } },
    survey: { fields: { kind: "value", url: "value", choices: { each: CHOICE } } },
    referral: { fields: { code: "value", url: "value" } },
    coupon: { fields: { name: "value", code: "value", until: "optional" } },
    now: "value",
  },
};

export type Verdict = "known" | "optional" | { unknown: string; meant?: string };

/** What `path` leads to. An entry of a list is the segment `[]`. */
export function judge(path: readonly string[]): Verdict {
  let shape: Shape = DATA;
  for (const [index, name] of path.entries()) {
    if (shape === "anything") return "known";
    if (shape === "value" || shape === "optional") return name === "size" ? "known" : unknown(path, index, []);
    if ("each" in shape && shape.each !== undefined) {
      if (name === "size") return "known";
      if (!/^(\[\]|first|last|-?\d+)$/.test(name)) return unknown(path, index, ["first", "last", "size"]);
      shape = shape.each;
      continue;
    }
    const fields: Readonly<Record<string, Shape>> = (shape as Fields).fields;
    const next: Shape | undefined = Object.hasOwn(fields, name) ? fields[name] : undefined;
    if (next === undefined) return unknown(path, index, Object.keys(fields));
    shape = next;
  }
  return shape === "optional" ? "optional" : "known";
}

function unknown(path: readonly string[], index: number, known: string[]): Verdict {
  const name = path[index] ?? "";
  const before = path.slice(0, index);
  const near = suggest(name, known) ?? (index === 0 ? nestedField(name) : undefined);
  const text = path.slice(0, index + 1).join(".");
  return near === undefined ? { unknown: text } : { unknown: text, meant: [...before, near].join(".") };
}

/** `firstName` alone was meant as `customer.firstName`. */
function nestedField(name: string): string | undefined {
  for (const [root, shape] of Object.entries(DATA.fields)) {
    if (typeof shape === "object" && shape.fields !== undefined && Object.hasOwn(shape.fields, name))
      return `${root}.${name}`;
  }
  return undefined;
}
