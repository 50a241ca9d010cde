import { posix } from "node:path";
import type { Fault } from "../campaign/faults.ts";
import { type CompiledBody, cacheKey, readCache, writeCache } from "./cache.ts";
import { checkVariant } from "./check.ts";
import { putLiquidBack, setLiquidAside } from "./html/markers.ts";
import { compileMjml, withoutIndentation } from "./html/mjml.ts";
import { textTemplate } from "./html/text.ts";
import { parseLiquid } from "./liquid/syntax.ts";
import { type Use, usesIn } from "./liquid/variables.ts";
import { needsOf } from "./needs.ts";
import { type Expanded, expandIncludes } from "./source/include.ts";
import { readManifest } from "./source/manifest.ts";
import { findVariants, type VariantFiles } from "./source/variants.ts";
import type { Template, TemplateSource, Variant } from "./template.ts";

export interface CompileOptions {
  /** A folder for compiled bodies, so that the next start need not load MJML. It may be deleted at any time. */
  cacheDir?: string;
}

/** Checks a template and compiles it: all its faults, and the template when there is none. */
export async function compileTemplate(
  source: TemplateSource,
  options: CompileOptions = {},
): Promise<{ template?: Template; faults: Fault[] }> {
  const { manifest, faults } = readManifest(posix.join(source.folder, "template.json"), source.files["template.json"]);
  const found = findVariants(source, manifest?.locale ?? "en");
  faults.push(...found.faults);

  const variants: Variant[] = [];
  const uses: Use[] = [];
  for (const files of found.variants) {
    const result = await compileVariant(source, files, options);
    faults.push(...result.faults);
    uses.push(...result.uses);
    if (result.variant !== undefined) variants.push(result.variant);
  }

  const [first, ...others] = variants;
  if (faults.length > 0 || manifest === undefined || first === undefined) return { faults };
  const template: Template = {
    name: source.name,
    description: manifest.description,
    variants: [first, ...others],
    needs: needsOf(uses),
    sample: manifest.sample ?? {},
    ...(manifest.rates === undefined ? {} : { rates: manifest.rates }),
  };
  return { template, faults };
}

async function compileVariant(
  source: TemplateSource,
  files: VariantFiles,
  options: CompileOptions,
): Promise<{ variant?: Variant; uses: Use[]; faults: Fault[] }> {
  const subject = readSubject(source, files.subject);
  const { expanded: body, faults } = expandIncludes(source, files.body);
  const subjectLiquid = parseLiquid(subject, "plain");
  const bodyLiquid = parseLiquid(body, "html");
  faults.push(...subjectLiquid.faults, ...bodyLiquid.faults);
  if (subjectLiquid.nodes === undefined || bodyLiquid.nodes === undefined) return { uses: [], faults };

  const subjectUses = usesIn(subjectLiquid.nodes);
  const bodyUses = usesIn(bodyLiquid.nodes);
  const file = posix.join(source.folder, files.body);
  faults.push(...checkVariant({ file, subject, subjectUses, body, bodyUses }));

  const compiled = await compileBody(body, files.body.endsWith(".mjml") ? "mjml" : "html", options);
  faults.push(...compiled.faults);
  const uses = [...subjectUses, ...bodyUses];
  if (compiled.body === undefined) return { uses, faults };
  return { variant: { locale: files.locale, subject: subject.text, ...compiled.body }, uses, faults };
}

/** A subject is one line; the line break that editors put at the end is none of it. */
function readSubject(source: TemplateSource, name: string): Expanded {
  const text = (source.files[name] ?? "").trimEnd();
  const file = posix.join(source.folder, name);
  return { text, at: (line) => ({ file, line }) };
}

async function compileBody(
  written: Expanded,
  kind: "mjml" | "html",
  { cacheDir }: CompileOptions,
): Promise<{ body?: CompiledBody; faults: Fault[] }> {
  const key = cacheKey(kind, written.text);
  const cached = cacheDir === undefined ? undefined : await readCache(cacheDir, key);
  if (cached !== undefined) return { body: cached, faults: [] };

  const marked = setLiquidAside(written.text);
  const { html, faults } = kind === "mjml" ? await compileMjml(marked, written) : { html: marked.text, faults: [] };
  if (faults.length > 0) return { faults };
  const small = withoutIndentation(html);
  const text = textTemplate(small, marked.liquid);
  const body: CompiledBody = { html: putLiquidBack(small, marked.liquid), ...(text === undefined ? {} : { text }) };
  if (cacheDir !== undefined) await writeCache(cacheDir, key, body);
  return { body, faults: [] };
}
