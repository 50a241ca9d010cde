import { Command } from "commander";
import { describe, expect, it } from "vitest";
import { addBackfill } from "../../../bin/commands/backfill.ts";
import { addExport } from "../../../bin/commands/export.ts";
import { addForget } from "../../../bin/commands/forget.ts";
import { addPause } from "../../../bin/commands/pause.ts";
import { addRedrive } from "../../../bin/commands/redrive.ts";
import { addReplay } from "../../../bin/commands/replay.ts";
import { addResume } from "../../../bin/commands/resume.ts";
import { addRotateLinks } from "../../../bin/commands/rotate-links.ts";
import { addStatus } from "../../../bin/commands/status.ts";
import { addTidy } from "../../../bin/commands/tidy.ts";

const COMMANDS = {
  addBackfill,
  addExport,
  addForget,
  addPause,
  addRedrive,
  addReplay,
  addResume,
  addRotateLinks,
  addStatus,
  addTidy,
};

describe("the help of a command on a stack", () => {
  it.each(Object.entries(COMMANDS))("of %s has its options and examples, and fits a terminal", (_name, add) => {
    let help = "";
    const program = new Command();
    add(program);
    const [command] = program.commands;
    command?.configureOutput({ writeOut: (text) => (help += text), getOutHelpWidth: () => 100 });
    command?.outputHelp();
    expect(help).toContain("--stack <name>");
    expect(help).toContain("--region <code>");
    expect(help).toMatch(/Examples:\n {2}npx regulars .*--stack RegularsProd/);
    expect(Math.max(...help.split("\n").map((line) => line.length))).toBeLessThanOrEqual(100);
  });
});
