import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Shop } from "../campaign/shop.ts";
import type { Rules } from "../compiler/compiled.ts";
import type { Template } from "../email/template.ts";

/** What the stack writes beside a function's code: `project.json`. */
export interface Project {
  shop: Shop;
  /** Of `enroll`: the start rules of the campaigns that are on. */
  rules: Rules[];
  /** Of `publish`. */
  templates: Template[];
}

let known: unknown;

/** The file beside the running code. Read once; the stack wrote it from a project without faults, so it is trusted. */
export function project<Part extends keyof Project>(): Pick<Project, Part> {
  known ??= JSON.parse(readFileSync(join(import.meta.dirname, "project.json"), "utf8"));
  return known as Pick<Project, Part>;
}
