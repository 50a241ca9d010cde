import { posix } from "node:path";
import type { Fault } from "../campaign/faults.ts";
import { type CompiledBody, cacheKey, readCache, writeCache } from "./cache.ts";
import { checkRendered } from "./checks/rendered.ts";
import { checkWritten, FROM_OUTSIDE } from "./checks/written.ts";
import { isolateNames } from "./html/isolate.ts";
import { putLiquidBack, setLiquidAside } from "./html/markers.ts";
import { compileMjml, withoutIndentation } from "./html/mjml.ts";
import { hidePreview } from "./html/preheader.ts";
import { textTemplate } from "./html/text.ts";
import { parseLiquid } from "./liquid/syntax.ts";
import { type Use, usesIn } from "./liquid/variables.ts";
import { needsOf } from "./needs.ts";
import { type Expanded, expandIncludes } from "./source/include.ts";
import type { Manifest } from "./source/manifest.ts";
import type { VariantFiles } from "./source/variants.ts";
import type { Template, TemplateSource, Variant } from "./template.ts";
import { applyTheme, type ThemeValues } from "./theme/apply.ts";

export interface CompileOptions {
  /** A folder for compiled bodies, so that the next start need not load MJML. It may be deleted at any time. */
  cacheDir?: string;
}

/** What the languages of a template share. */
export interface Given {
  source: TemplateSource;
  /** Undefined when it has faults. */
  manifest: Manifest | undefined;
  theme: ThemeValues;
  options: CompileOptions;
}

/** Checks one language of a template, as it is written and as it comes out, and compiles it. */
export async function compileVariant(
  given: Given,
  files: VariantFiles,
): Promise<{ variant?: Variant; uses: Use[]; faults: Fault[] }> {
  const { source, manifest } = given;
  const subject = readSubject(source, files.subject);
  const included = expandIncludes(source, files.body);
  const { expanded: body, faults } = applyTheme(included.expanded, given.theme, source.folder);
  faults.unshift(...included.faults);
  const subjectLiquid = parseLiquid(subject, "plain");
  const bodyLiquid = parseLiquid(body, "html");
  faults.push(...subjectLiquid.faults, ...bodyLiquid.faults);
  if (subjectLiquid.nodes === undefined || bodyLiquid.nodes === undefined) return { uses: [], faults };

  const subjectUses = usesIn(subjectLiquid.nodes);
  const bodyUses = usesIn(bodyLiquid.nodes);
  const uses = [...subjectUses, ...bodyUses];
  const file = posix.join(source.folder, files.body);
  faults.push(...checkWritten({ kind: manifest?.kind, file, subject, subjectUses, body, bodyUses }));

  if (given.theme === "faulty") return { uses, faults };
  const compiled = await compileBody(body, bodyUses, files.body.endsWith(".mjml") ? "mjml" : "html", given.options);
  faults.push(...compiled.faults);
  if (compiled.body === undefined) return { uses, faults };
  const variant: Variant = { locale: files.locale, subject: subject.text, ...compiled.body };
  // What is written wrong comes out wrong: that need not be said twice.
  if (faults.length === 0) faults.push(...(await checkRendered(alone(variant, given), body, file)));
  return { variant, uses, faults };
}

/** The template as if it had this language only. */
function alone(variant: Variant, { source: { name }, manifest }: Given): Template {
  return {
    name,
    description: "",
    kind: manifest?.kind ?? "marketing",
    variants: [variant],
    needs: needsOf([]),
    sample: manifest?.sample ?? {},
  };
}

/** A subject is one line; the line break that editors put at the end is none of it. */
function readSubject(source: TemplateSource, name: string): Expanded {
  const text = (source.files[name] ?? "").trimEnd();
  const file = posix.join(source.folder, name);
  return { text, at: (line) => ({ file, line }) };
}

async function compileBody(
  written: Expanded,
  uses: readonly Use[],
  kind: "mjml" | "html",
  { cacheDir }: CompileOptions,
): Promise<{ body?: CompiledBody; faults: Fault[] }> {
  const key = cacheKey(kind, written.text);
  const cached = cacheDir === undefined ? undefined : await readCache(cacheDir, key);
  if (cached !== undefined) return { body: cached, faults: [] };

  const marked = setLiquidAside(written.text);
  const { html, faults } =
    kind === "mjml" ? await compileMjml(marked, written) : { html: hidePreview(marked.text), faults: [] };
  if (faults.length > 0) return { faults };
  const outside = new Set(uses.filter(({ path }) => FROM_OUTSIDE.has(path[0])).map((use) => use.written));
  const small = isolateNames(withoutIndentation(html), marked.liquid, outside);
  const text = textTemplate(small, marked.liquid);
  const body: CompiledBody = { html: putLiquidBack(small, marked.liquid), ...(text === undefined ? {} : { text }) };
  if (cacheDir !== undefined) await writeCache(cacheDir, key, body);
  return { body, faults: [] };
}
