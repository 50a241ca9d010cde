import { LiquidError } from "liquidjs";
import type { Fault } from "../../campaign/faults.ts";
import { suggest } from "../../campaign/reading/suggest.ts";
import type { Expanded } from "../source/include.ts";
import { htmlEngine, type Nodes, plainEngine } from "./engine.ts";

/** Parses what the author wrote, so that faults name the author's lines. */
export function parseLiquid(written: Expanded, kind: "html" | "plain"): { nodes?: Nodes; faults: Fault[] } {
  try {
    const engine = kind === "html" ? htmlEngine : plainEngine;
    return { nodes: engine.parse(written.text), faults: [] };
  } catch (error) {
    if (!LiquidError.is(error)) throw error;
    const line = error.token.getPosition()[0] ?? 1;
    return { faults: [{ ...written.at(line), path: "", ...explain(error) }] };
  }
}

function explain(error: LiquidError): { what: string; fix: string } {
  const what = (error.originalError?.message ?? error.message).replace(/, (file:.*|line:\d+, col:\d+)$/s, "");
  const filter = /^undefined filter: (?<name>.*)$/.exec(what)?.groups?.name;
  if (filter !== undefined) {
    return { what: `there is no filter "${filter}"`, fix: meant(filter, Object.keys(htmlEngine.filters)) };
  }
  const tag = /^tag "(?<name>.*)" not found$/.exec(what)?.groups?.name;
  if (tag === undefined) return { what: `Liquid cannot read this: ${what}`, fix: "mend the tag" };
  if (tag === "include" || tag === "render") {
    return { what: `the tag "${tag}" cannot be used`, fix: 'share parts by <mj-include path="../_theme/…" />' };
  }
  return { what: `there is no tag "${tag}"`, fix: meant(tag, Object.keys(htmlEngine.tags)) };
}

function meant(word: string, known: string[]): string {
  const near = suggest(word, known);
  return near === undefined ? "docs/templates.md lists what there is" : `did you mean "${near}"?`;
}
