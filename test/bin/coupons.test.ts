import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { Command } from "commander";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { addCoupons } from "../../bin/commands/coupons.ts";
import { openDatabase } from "../../lib/store/database.ts";
import { openSqliteTable } from "../../lib/store/sqlite.ts";
import { type Folder, givenFolder, regulars } from "./regulars.ts";

let folder: Folder;
beforeAll(async () => {
  folder = await givenFolder();
  const shop = JSON.parse(await readFile(join(folder.path, "shop.json"), "utf8"));
  shop.coupons = { "big-20": { pool: true, warnBelow: 2 }, "thanks-10": { pattern: "THANKS-########" } };
  await folder.file("shop.json", JSON.stringify(shop));
  await folder.file("codes.csv", "code\nbig-aaa\nBIG-BBB\nno code\nbig-aaa\n\nBIG-CCC\n");
  const database = openDatabase(join(folder.path, "shop.db"));
  openSqliteTable(database);
  database.close();
}, 20_000);
afterAll(() => folder.remove());

const coupons = (line: string) => regulars(folder.path, "coupons", ...line.split(" "));

describe.concurrent("coupons", () => {
  it("takes codes in, tells what it left out, and adds nothing the second time", async () => {
    const dry = await coupons("import big-20 codes.csv --local --db shop.db --dry-run");
    expect(dry.out).toMatch(/dry run, nothing is written[\s\S]*would be added to big-20\s+3\n/);
    const { out, err, code } = await coupons("import big-20 codes.csv --local --db shop.db");
    expect(out).toMatch(/lines\s+5 {2}3 different codes[\s\S]*told twice\s+1[\s\S]*added to big-20\s+3\n/);
    expect(err).toBe(
      "codes.csv:4 code: this is no code that a customer could type; write 3 to 60 letters, digits, dots, dashes and underscores, or take the line out\n",
    );
    expect([dry.code, code]).toEqual([1, 1]);
    const again = await coupons("import big-20 codes.csv --local --db shop.db --json");
    expect(JSON.parse(again.out)).toMatchObject({ added: 0, known: 3, duplicates: 1, refused: 1, dollars: 0 });
    expect(`${out}${err}${again.out}${again.err}`).not.toMatch(/big-[abc]{3}/i);

    const show = await coupons("show --local --db shop.db");
    expect(show.out).toBe("  coupon  imported  given  left\n  big-20         3      0     3\n");
    const one = await coupons("show big-20 --local --db shop.db");
    expect(one.out).toMatch(/^big-20\n {2}imported\s+3\n {4}free\s+3\n {4}given\s+0\n {6}redeemed\s+0/);
    expect([show.code, one.code]).toEqual([0, 0]);
  }, 20_000);

  it.each<[string, RegExp]>([
    ["import big-2 codes.csv --local", /no coupon in shop\.json "big-2"; did you mean "big-20"\?/],
    ["import thanks-10 codes.csv --local", /codes of thanks-10 are made by its pattern THANKS-########.*"pool": true/],
    ["import big-20 none.csv --local", /coupons import none\.csv: cannot read, there is no such file/],
    ["import big-20 codes.csv", /import: say where: --stack RegularsProd for a deployed stack, or --local/],
    [
      "import big-20 codes.csv --local --per-second 500",
      /--per-second: "500" is not a rate; give a whole number from 1 to 400/,
    ],
    [
      "import big-20 codes.csv --local --dry-run",
      /^codes\.csv:4 code: this is no code[\s\S]*--local: the local server has no database here yet.*start the server once: npx regulars start/,
    ],
    [
      "import big-20 codes.csv --local --db codes.csv",
      /--db: codes\.csv cannot be read as a database of the local server/,
    ],
    ["show thanks-10 --local", /made by its pattern/],
  ])(
    "%s is refused in words",
    async (line, words) => {
      const ended = await coupons(line);
      expect(ended.err).toMatch(words);
      expect(ended.err).not.toMatch(/^ {4}at |fault of Regulars, not/m);
      expect([ended.out, ended.code]).toEqual(["", 2]);
    },
    20_000,
  );

  it("is listed where commands are that know the local server, too", async () => {
    const { out } = await regulars(folder.path, "--help");
    expect(out).toMatch(/^A deployed stack, or the local server with --local:\n(?: .*\n)*? {2}coupons /m);
  });

  it("has help that names its places, and fits a terminal", () => {
    const program = new Command();
    addCoupons(program);
    for (const command of program.commands.flatMap((one) => one.commands)) {
      let help = "";
      command.configureOutput({ writeOut: (text) => (help += text), getOutHelpWidth: () => 100 });
      command.outputHelp();
      expect(help).toContain("--stack <name>");
      expect(help).toContain("--local");
      expect(help).toMatch(/Examples:\n {2}npx regulars coupons .*--stack RegularsProd/);
      expect(Math.max(...help.split("\n").map((line) => line.length))).toBeLessThanOrEqual(100);
    }
  });
});
