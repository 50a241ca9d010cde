import type { Command } from "commander";
import type { ImportCodesOptions } from "./coupons/import.ts";
import { PLACES, placeCommand, placeOf } from "./operate/stack-command.ts";

export function addCoupons(program: Command): void {
  const coupons = program
    .command("coupons")
    .description("Coupons that campaigns give: take codes in, see how many are left.")
    .helpGroup(PLACES);
  addImport(coupons);
  addShow(coupons);
}

function addImport(coupons: Command): void {
  placeCommand(coupons, "import", "Put codes into the pool of a coupon.")
    .argument("<coupon>", 'its name in shop.json, where it has "pool": true')
    .argument("<file>", "a CSV file: one code a line, or a column named code")
    .option("--dry-run", "only say what would come of it")
    .option("--per-second <number>", "codes written in a second, 1 to 400", "200")
    .addHelpText(
      "after",
      `
Codes are trimmed and kept in capital letters. Faulty lines are told and left
out. A code that is known already is passed over, so the same file again adds
nothing, and an import that was stopped goes on when it is run again. No code is
ever printed. Exit code 1 when lines were left out.

Examples:
  npx regulars coupons import big-20 codes.csv --stack RegularsProd --dry-run
  npx regulars coupons import big-20 codes.csv --stack RegularsProd
  npx regulars coupons import big-20 codes.csv --local`,
    )
    .action(async (coupon: string, file: string, _options, command: Command) => {
      const { importCoupons } = await import("./coupons/import.ts");
      await importCoupons(coupon, file, placeOf<ImportCodesOptions>(command));
    });
}

function addShow(coupons: Command): void {
  placeCommand(coupons, "show", "How many codes of each pool were imported and given, and how many are left.")
    .argument("[coupon]", "only this one, with what became of each of its codes")
    .addHelpText(
      "after",
      `
With a coupon, each of its codes is looked at, and what that costs is said: how
many are free, and how many of those that were given were redeemed or taken back.

Examples:
  npx regulars coupons show --stack RegularsProd
  npx regulars coupons show big-20 --stack RegularsProd`,
    )
    .action(async (coupon: string | undefined, _options, command: Command) => {
      const { showCoupons } = await import("./coupons/show.ts");
      await showCoupons(coupon, placeOf(command));
    });
}
