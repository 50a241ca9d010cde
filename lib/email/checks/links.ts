import type { Fault } from "../../campaign/faults.ts";
import { markersIn, putLiquidBack, setLiquidAside } from "../html/markers.ts";
import { decodeEntities } from "../html/plain/entities.ts";
import { tagsIn, withoutQuotes } from "../html/tags.ts";
import type { Expanded } from "../source/include.ts";
import { type AddressKind, refuseAddress } from "./addresses.ts";

/** Attributes that hold an address, in MJML and in HTML. */
const KINDS: Readonly<Record<string, AddressKind>> = {
  href: "link",
  src: "image",
  background: "image",
  "background-url": "image",
};

interface Address {
  value: string;
  kind: AddressKind;
  line: number;
}

/** Links and images whose addresses are wrong as they are written, whatever the data: also where a condition hides them. */
export function findBadAddresses(body: Expanded): Fault[] {
  const { text, liquid } = setLiquidAside(body.text);
  return addressesIn(text).flatMap(({ value, kind, line }): Fault[] => {
    if (isFromLiquid(value)) return [];
    const [start = ""] = value.split(/\{\{L\d+\}\}/, 1);
    const refusal = refuseAddress(start, kind, markersIn(value).length > 0);
    if (refusal === undefined) return [];
    const { what, ...said } = refusal;
    return [{ ...body.at(line), path: "", what: `the ${kind} "${putLiquidBack(value, liquid)}" ${what}`, ...said }];
  });
}

/** Addresses that begin with a value, judged by what comes out with the sample data. `file` is the whole body's. */
export function findBadRendered(html: string, body: Expanded, file: string): Fault[] {
  const { text, liquid } = setLiquidAside(body.text);
  const written = addressesIn(text);
  const said = new Set<string>();
  return addressesIn(html).flatMap(({ value, kind }): Fault[] => {
    const refusal = refuseAddress(value, kind);
    if (refusal === undefined || said.has(value)) return [];
    said.add(value);
    const sources = written.filter((source) => couldBecome(source.value, value));
    // Those that do not begin with a value have been judged as they are written.
    if (sources.some((source) => !isFromLiquid(source.value))) return [];
    const [source] = sources;
    const name = source === undefined ? "" : ` ${putLiquidBack(source.value, liquid)}`;
    const where = source === undefined ? { file } : body.at(source.line);
    const what = `the ${kind}${name} comes out as "${value}" with the sample data, which ${refusal.what}`;
    return [{ ...where, path: "", what, why: refusal.why, fix: "mend it here, or the sample in template.json" }];
  });
}

function addressesIn(text: string): Address[] {
  return tagsIn(text).flatMap(({ attributes, line }) =>
    attributes.flatMap(({ name, value }): Address[] => {
      const kind = KINDS[name.toLowerCase()];
      if (kind === undefined) return [];
      return [{ kind, line, value: decodeEntities(withoutQuotes(value), true).trim() }];
    }),
  );
}

const isFromLiquid = (value: string) => /^\{\{L\d+\}\}/.test(value);

function couldBecome(written: string, rendered: string): boolean {
  const parts = written.split(/\{\{L\d+\}\}/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${parts.join("[\\s\\S]*")}$`).test(rendered);
}
