import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { STEP_KINDS } from "../../lib/campaign/steps.ts";
import { names, page, ROOT, tableRows } from "./pages.ts";

const extend = page("docs/extend.md");
const fileOf = (kind: string): string => `${kind.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}.ts`;
const read = (path: string): string => readFileSync(join(ROOT, path), "utf8");
const sources = (folder: string): string[] =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts"))
    .map((name) => `${folder}/${name}`);

describe("docs/extend.md", () => {
  it("shows the files of tag as they are", () => {
    const shown = [...extend.matchAll(/```ts\n\/\/ (lib\/\S+\.ts)\n(.*?)```/gs)];
    expect(shown.map(([, path]) => path)).toEqual([
      "lib/campaign/steps/tag.ts",
      "lib/compiler/steps/tag.ts",
      "lib/compiler/shown/tag.ts",
      "lib/journey/steps/tag.ts",
    ]);
    for (const [, path = "", code] of shown) expect(code).toBe(read(path));
  });

  it("names tables that exist", () => {
    const rows = tableRows(extend);
    expect(rows).toHaveLength(4);
    for (const row of rows)
      for (const name of row.flatMap(names)) expect(existsSync(join(ROOT, name)), name).toBe(true);
  });

  it.each(["lib/campaign/steps", "lib/compiler/steps", "lib/compiler/shown"])(
    "is right that %s has a file for each kind",
    (folder) => {
      for (const kind of STEP_KINDS) expect(existsSync(join(ROOT, folder, fileOf(kind))), kind).toBe(true);
    },
  );

  it("is right that nothing but its own files and the tables knows a kind that only does something", () => {
    const tables = [
      "lib/campaign/steps.ts",
      "lib/compiler/compile.ts",
      "lib/compiler/shown/table.ts",
      "lib/journey/act.ts",
    ];
    const own = (path: string) => /\/(steps|shown)\/(webhook|calling)\.ts$/.test(path);
    const others = ["lib/campaign", "lib/compiler", "lib/journey"]
      .flatMap(sources)
      .filter((path) => !tables.includes(path) && !own(path))
      .filter((path) => /"webhook" in |steps\/webhook|compileWebhook|webhookStep/.test(read(path)));
    expect(others).toEqual([]);
  });
});
