import { posix } from "node:path";
import type { Fault } from "../campaign/faults.ts";
import type { Use } from "./liquid/variables.ts";
import { needsOf } from "./needs.ts";
import { readManifest } from "./source/manifest.ts";
import { findVariants } from "./source/variants.ts";
import type { Template, TemplateSource, Variant } from "./template.ts";
import { themeOf } from "./theme/apply.ts";
import { type CompileOptions, compileVariant } from "./variant.ts";

/** Checks a template and compiles it: all its faults, and the template when there is none. */
export async function compileTemplate(
  source: TemplateSource,
  options: CompileOptions = {},
): Promise<{ template?: Template; faults: Fault[] }> {
  const { manifest, faults } = readManifest(posix.join(source.folder, "template.json"), source.files["template.json"]);
  const { theme, faults: themeFaults } = themeOf(source);
  const found = findVariants(source, manifest?.locale ?? "en");
  faults.push(...themeFaults, ...found.faults);

  const variants: Variant[] = [];
  const uses: Use[][] = [];
  for (const files of found.variants) {
    const result = await compileVariant({ source, manifest, theme, options }, files);
    faults.push(...result.faults);
    uses.push(result.uses);
    if (result.variant !== undefined) variants.push(result.variant);
  }

  const [first, ...others] = variants;
  if (faults.length > 0 || manifest === undefined || first === undefined) return { faults: once(faults) };
  const { description, kind, topic, sample, rates } = manifest;
  const template: Template = {
    name: source.name,
    description,
    kind,
    variants: [first, ...others],
    needs: needsOf(uses),
    sample: sample ?? {},
    ...(topic === undefined ? {} : { topic }),
    ...(rates === undefined ? {} : { rates }),
  };
  return { template, faults };
}

/** A fault of a shared file is found in each language that includes it. */
function once(faults: readonly Fault[]): Fault[] {
  return [...new Map(faults.map((fault) => [JSON.stringify(fault), fault])).values()];
}
