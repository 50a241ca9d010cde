import type { z } from "zod";
import type { Fault } from "../../campaign/faults.ts";
import { byLine } from "../../campaign/read.ts";
import { readDocument, type SourceFile } from "../../campaign/reading/document.ts";
import type { Explain } from "../../campaign/reading/explain.ts";
import { type Path, type Positions, toFault } from "../../campaign/reading/finding.ts";

/** Reads a JSON file beside templates by its schema: all its faults at once, and where things stand in it. */
export function readJson<T>(
  file: SourceFile,
  schema: z.ZodType<T>,
  explain: Explain,
): { value?: T; lineOf: (path: Path) => { line?: number }; faults: Fault[] } {
  const { document, faults } = readDocument(file);
  if (document === undefined) return { lineOf: () => ({}), faults };
  const { value, positions } = document;
  const lineOf = (path: Path) => ({ line: positions.line(path) });
  const parsed = schema.safeParse(value);
  if (parsed.success && faults.length === 0) return { value: parsed.data, lineOf, faults };
  return { lineOf, faults: [...faults, ...explained(value, schema, explain, file.path, positions)].sort(byLine) };
}

function explained(value: unknown, schema: z.ZodType, explain: Explain, file: string, positions: Positions): Fault[] {
  return explain(schema, value, []).map((finding) => toFault(finding, file, positions));
}
