import type { Command } from "commander";
import { commonOptions } from "./project.ts";

export interface NewOptions {
  as?: string;
  writeShop?: true;
  shop?: true;
}

export function addNew(program: Command): void {
  program
    .command("new")
    .description("Copy a ready-made campaign and its templates into the shop's folder; without a name, list them.")
    .argument("[campaign]", "which one of the library")
    .option("--as <id>", "call the copy this, and its templates alike")
    .option("--write-shop", "add what shop.json must say for it, where it does not")
    .option("--shop", "make a shop.json first, where there is none")
    .addHelpText(
      "after",
      `
Nothing is overwritten. What shop.json must say for the campaign is printed, to
be pasted; --write-shop adds it. Then the folder is checked as validate does.

Examples:
  npx regulars new
  npx regulars new win-back
  npx regulars new nps --as nps-wholesale --write-shop
  npx regulars --project my-shop new thank-you --shop`,
    )
    .action(async (id: string | undefined, options: NewOptions, command: Command) => {
      const { run } = await import("./new/run.ts");
      await run(id, options, commonOptions(command));
    });
}
