import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Command } from "commander";
import { describe, expect, it } from "vitest";
import { addBackfill } from "../../bin/commands/backfill.ts";
import { addCheck } from "../../bin/commands/check.ts";
import { addCompile } from "../../bin/commands/compile.ts";
import { addCoupons } from "../../bin/commands/coupons.ts";
import { addDiagram } from "../../bin/commands/diagram.ts";
import { addExport } from "../../bin/commands/export.ts";
import { addForget } from "../../bin/commands/forget.ts";
import { addNew } from "../../bin/commands/new.ts";
import { addPause } from "../../bin/commands/pause.ts";
import { addPreview } from "../../bin/commands/preview.ts";
import { addRedrive } from "../../bin/commands/redrive.ts";
import { addReplay } from "../../bin/commands/replay.ts";
import { addResume } from "../../bin/commands/resume.ts";
import { addRotateLinks } from "../../bin/commands/rotate-links.ts";
import { addSimulate } from "../../bin/commands/simulate.ts";
import { addStart } from "../../bin/commands/start.ts";
import { addStatus } from "../../bin/commands/status.ts";
import { addSuppression } from "../../bin/commands/suppression.ts";
import { addTidy } from "../../bin/commands/tidy.ts";
import { addValidate } from "../../bin/commands/validate.ts";
import { PAGES, page, ROOT } from "./pages.ts";

const program = new Command();
for (const add of [addValidate, addCompile, addDiagram, addPreview, addSimulate, addStart, addStatus, addPause])
  add(program);
for (const add of [
  addResume,
  addRotateLinks,
  addRedrive,
  addReplay,
  addBackfill,
  addExport,
  addForget,
  addTidy,
  addCheck,
  addCoupons,
  addNew,
])
  add(program);
addSuppression(program);
const OF_ALL = ["--project", "--json", "--help", "--version"];

/** What is wrong with a command as a page prints it. */
function faults(line: string): string[] {
  const [name = "", ...rest] = line
    .replace(/^npx regulars /, "")
    .replace(/^(--project \S+|--json) /, "")
    .split(/\s+/);
  if (/^[<…-]/.test(name)) return [];
  const found = program.commands.find((one) => one.name() === name);
  // Some have commands of their own: `suppression import`.
  const command = found?.commands.length ? found.commands.find((one) => one.name() === rest[0]) : found;
  if (command === undefined) return [`${line}: no command ${name}`];
  const known = [...command.options.map(({ long }) => long), ...OF_ALL];
  return rest
    .filter((word) => /^--[a-z]/.test(word) && !known.includes(word.replace(/=.*/, "")))
    .map((word) => `${line}: no ${word}`);
}

describe("commands as pages print them are there, with their options", () => {
  it.each(PAGES)("%s", (path) => {
    const lines = [...page(path).matchAll(/npx regulars [^`|\n#;&]+/g)].map(([line]) => line.trim());
    expect(lines.flatMap(faults)).toEqual([]);
  });

  it("npm scripts, too", () => {
    const { scripts } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));
    const used = PAGES.flatMap((path) => [...page(path).matchAll(/npm run ([\w:]+)/g)].map(([, name = ""]) => name));
    expect(used.filter((name) => !(name in scripts))).toEqual([]);
  });
});
