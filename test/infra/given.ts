import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { App } from "aws-cdk-lib";
import { Template } from "aws-cdk-lib/assertions";
import { afterAll } from "vitest";
import type { Campaign } from "../../lib/campaign/campaign.ts";
import type { Shop } from "../../lib/campaign/shop.ts";
import { compile } from "../../lib/compiler/compile.ts";
import type { Compiled } from "../../lib/compiler/compiled.ts";
import type { Template as MailTemplate } from "../../lib/email/template.ts";
import { deploySchema } from "../../lib/infra/config.ts";
import type { Bundler } from "../../lib/infra/functions/function.ts";
import { type RegularsProps, RegularsStack } from "../../lib/infra/stack.ts";
import { complete, type StageConfig } from "../../lib/infra/stage-config.ts";

// Tests here ask what the template says; checks.test.ts lets the CDK's own rules look at it, which takes a second each time.
process.env.CDK_VALIDATION ??= "false";

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** A folder that is removed when the file's tests are over. */
export function temporary(prefix: string): string {
  const folder = mkdtempSync(join(tmpdir(), prefix));
  folders.push(folder);
  return folder;
}

export const ROOT = join(import.meta.dirname, "../..");

export const SHOP: Shop = {
  name: "Blue Cup Coffee",
  url: "https://bluecup.example",
  from: "hello@mail.bluecup.example",
  address: "12 Harbor Street, Springfield",
  timeZone: "America/New_York",
  locale: "en",
  currency: "USD",
  consent: "soft-opt-in",
};

export const TEMPLATE: MailTemplate = {
  name: "hello",
  description: "A greeting",
  kind: "marketing",
  variants: [{ locale: "en", subject: "Hello", html: "<p>Hello</p>", text: "Hello" }],
  needs: { with: { required: [], known: [] }, order: false, event: false },
  sample: {},
};

export function campaign(id: string, changes: Partial<Campaign> = {}): Compiled {
  const whole = { id, name: id, start: { on: "purchase" }, steps: [{ send: "hello" }], ...changes } as Campaign;
  return compile(whole, SHOP);
}

export function stageConfig(changes: Record<string, unknown> = {}): StageConfig {
  const { stages } = deploySchema.parse({ stages: { prod: { region: "eu-central-1", ...changes } } });
  const { prod } = stages;
  if (prod === undefined) throw new Error("the stage is gone");
  return complete(prod);
}

/** Instead of bundles: what matters to a template is that the code of each function is a folder. */
export const fakeBundle: Bundler = ({ entry, outDir }) => {
  mkdirSync(outDir, { recursive: true });
  writeFileSync(join(outDir, "index.mjs"), `// ${entry.slice(ROOT.length)}\n`);
  return { path: outDir };
};

/** An app with the flags of cdk.json. */
export function newApp(context: Record<string, unknown> = {}): App {
  const { context: flags } = JSON.parse(readFileSync(join(ROOT, "cdk.json"), "utf8"));
  const outdir = temporary("regulars-synth-");
  return new App({ autoSynth: false, outdir, context: { ...flags, ...context } });
}

export function newStack(changes: Partial<RegularsProps> = {}, app = newApp()): RegularsStack {
  return new RegularsStack(app, {
    stage: "prod",
    config: stageConfig(),
    shop: SHOP,
    campaigns: [campaign("win-back"), campaign("thank-you")],
    templates: [TEMPLATE],
    bundle: fakeBundle,
    workDir: temporary("regulars-work-"),
    ...changes,
  });
}

export interface Resource {
  Type: string;
  // biome-ignore lint/suspicious/noExplicitAny: a template's properties are read, and compared, not trusted.
  Properties: any;
  DependsOn?: string[];
  DeletionPolicy?: string;
  UpdateReplacePolicy?: string;
}

export function synth(changes: Partial<RegularsProps> = {}): Template {
  return Template.fromStack(newStack(changes));
}

/** Resources of a type by logical id. */
export function resources(template: Template, type: string): Record<string, Resource> {
  return template.findResources(type) as Record<string, Resource>;
}

/** The only resource of a type whose logical id begins so. */
export function one(template: Template, type: string, start: string): Resource & { id: string } {
  const found = Object.entries(resources(template, type)).filter(([id]) => id.startsWith(start));
  if (found.length !== 1) throw new Error(`${found.length} resources of ${type} begin with ${start}`);
  const [[id, resource]] = found as [[string, Resource]];
  return { ...resource, id };
}
