import { Command } from "commander";
import { describe, expect, it } from "vitest";
import { printStaying } from "../../../bin/commands/operate/forget.ts";
import { printExported, printScan } from "../../../bin/commands/suppression/export.ts";
import { printImported } from "../../../bin/commands/suppression/import.ts";
import { printLifted } from "../../../bin/commands/suppression/lift.ts";
import { printFound } from "../../../bin/commands/suppression/show.ts";
import { printSynced } from "../../../bin/commands/suppression/sync.ts";
import { addSuppression } from "../../../bin/commands/suppression.ts";
import type { Taken } from "../../../lib/operate/suppression/import-list.ts";

const AT = Date.parse("2026-10-02T08:00:00Z");
const HASH = "f".repeat(32);
const MANY = 12_345_678;

const FILE = { entries: [], rows: MANY, refused: MANY, duplicates: MANY, passedOver: MANY, undated: MANY, faults: [] };
const TAKEN: Taken = {
  suppressed: { taken: MANY, known: MANY },
  noes: { taken: MANY, known: MANY },
  reads: MANY,
  writes: MANY,
  isInterrupted: false,
};
const EXPORTED = { suppressed: MANY, noes: MANY, withAddress: MANY, onlySoft: MANY };
const SYNCED = { ...TAKEN, listed: MANY, pushed: { added: MANY, known: MANY } };

describe("what commands on suppression print", () => {
  it.each([
    ["import", printImported("list.csv", FILE, TAKEN, false)],
    ["import --dry", printImported("list.csv", FILE, TAKEN, true)],
    ["export", [printScan({ items: MANY, bytes: 1e10 }), ...printExported("list.csv", EXPORTED, MANY)]],
    ["sync", printSynced(SYNCED, "eu-central-1", false)],
    ["sync --dry", printSynced(SYNCED, "eu-central-1", true)],
  ])("of %s: figures, what was known, and what it costs, each line whole", (_command, lines) => {
    const text = lines.join("\n");
    expect(text).toContain("12,345,678");
    expect(text).toMatch(/\$\d+\.\d\d.*List prices/);
    expect(text).not.toContain("…");
  });

  it("says that journeys are not looked up, and that a run which was stopped is simply run again", () => {
    const lines = printImported("list.csv", FILE, { ...TAKEN, isInterrupted: true }, false);
    expect(lines).toContain("Stopped. Run the same command again: what is written stays as it is.");
    expect(lines.join("\n")).toContain("are not looked up: their next message finds out");
  });

  it("says what an address that was looked up means", () => {
    const none = { why: "it knows addresses, and no hashes" };
    const suppressed = { reason: "bounced", at: AT, source: "Mailchimp" };
    const known = printFound({ hash: HASH, customer: "c-42", suppressed, soft: [AT] }, none);
    expect(known).toEqual([
      `The address of the hash ${HASH}, of customer c-42`,
      "  suppressed        2026-10-02, bounced; from: Mailchimp",
      "  its mailbox's no  none",
      "  soft bounces      2026-10-02",
      "  SES's list        not asked: it knows addresses, and no hashes",
      "",
      "It is never mailed.",
    ]);
    const verdict = (...about: Parameters<typeof printFound>) => printFound(...about).at(-1);
    const listed = { listed: { email: "ann@mail.example", reason: "BOUNCE" as const, at: AT } };
    const no = { at: AT, source: "one-click" };
    expect(verdict({ hash: HASH }, listed)).toMatch(/^SES does not mail it/);
    expect(verdict({ hash: HASH, no }, none)).toMatch(/^It gets no marketing, unless .* said yes later/);
    expect(verdict({ hash: HASH }, none)).toMatch(/^Nothing is known/);
  });

  it("warns whoever lifts, and says what stays", () => {
    const found = { hash: HASH, suppressed: { reason: "bounced", at: AT }, no: { at: AT, source: "one-click" } };
    const text = printLifted(found, { wasSuppressed: true }, { go: false, ses: false }).join("\n");
    expect(text).toContain("Never lift a complaint.");
    expect(text).toContain("only a later yes of the customer themselves overrules it");
    expect(text).toContain("Nothing was changed. Add --go");
    expect(printLifted(found, { wasSuppressed: true }, { go: true, ses: true }).join("\n")).not.toContain("--go");
  });

  it("says what stays of somebody who is forgotten, and nothing of most", () => {
    expect(printStaying({})).toEqual([]);
    const lines = printStaying({ suppressed: { reason: "bounced", at: AT }, no: { at: AT, source: "one-click" } });
    expect(lines[0]).toMatch(/keyed hash.*never mailed \(bounced, 2026-10-02\); its mailbox said no.*\(one-click, /);
  });
});

describe("the help of suppression", () => {
  const program = new Command();
  addSuppression(program);
  const commands = program.commands[0]?.commands ?? [];

  it("has its five commands", () => {
    expect(commands.map((command) => command.name())).toEqual(["import", "export", "sync", "show", "lift"]);
  });

  it.each(commands.map((command) => [command.name(), command] as const))("of %s fits a terminal", (_name, command) => {
    let help = "";
    command.configureOutput({ writeOut: (text) => (help += text), getOutHelpWidth: () => 100 });
    command.outputHelp();
    expect(help).toContain("--stack <name>");
    expect(help).toMatch(/Examples:\n {2}npx regulars suppression .*--stack RegularsProd/);
    expect(Math.max(...help.split("\n").map((line) => line.length))).toBeLessThanOrEqual(100);
  });
});
