import type { Fault } from "../campaign/faults.ts";
import { byLine } from "../campaign/read.ts";
import { readDocument, type SourceFile } from "../campaign/reading/document.ts";
import { explainer } from "../campaign/reading/explain.ts";
import { toFault } from "../campaign/reading/finding.ts";
import { didYouMean, listed } from "../campaign/reading/suggest.ts";
import { type Deploy, deploySchema } from "./config.ts";
import { complete, type StageConfig } from "./stage-config.ts";

const FILE = "deploy.json";

const explainDeploy = explainer({ quote: true });

/** Reads `deploy.json`: all its faults at once. */
export function readDeploy(file: SourceFile | undefined): { deploy?: Deploy; faults: Fault[] } {
  if (file === undefined) return { faults: [NO_FILE] };
  const { document, faults } = readDocument(file);
  if (document === undefined) return { faults };
  const { value, positions } = document;
  const parsed = deploySchema.safeParse(value);
  if (parsed.success && faults.length === 0) return { deploy: parsed.data, faults };
  const found = explainDeploy(deploySchema, value, []).map((finding) => toFault(finding, file.path, positions));
  return { faults: [...faults, ...found].sort(byLine) };
}

const NO_FILE: Fault = {
  file: FILE,
  path: "",
  what: `there is no ${FILE} beside shop.json`,
  fix: `write one that names a stage, such as { "stages": { "prod": { "region": "eu-central-1" } } }`,
};

/** The stage that was asked for; without a word, the only one. */
export function pickStage(
  { stages }: Deploy,
  asked: string | undefined,
): { name: string; config: StageConfig } | { fault: Fault } {
  const names = Object.keys(stages);
  const name = asked ?? (names.length === 1 ? names[0] : undefined);
  const at = { file: FILE, path: "stages" };
  if (name === undefined) {
    return {
      fault: {
        ...at,
        what: `there are ${names.length} stages`,
        fix: `name one: -c stage=${names.join(" or -c stage=")}`,
      },
    };
  }
  const config = Object.hasOwn(stages, name) ? stages[name] : undefined;
  if (config === undefined) {
    const fix = didYouMean(name, names, `use ${listed(names)}, or add it`);
    return { fault: { ...at, what: `there is no stage "${name}"`, fix } };
  }
  return { name, config: complete(config) };
}
