import type { Command } from "commander";
import type { ExportOptions } from "./operate/export.ts";
import { stackCommand, stackOptions } from "./operate/stack-command.ts";

export function addExport(program: Command): void {
  stackCommand(program, "export", "Everything that is kept about a customer, as JSON. It is personal data.")
    .argument("<customer>", "the customer's id in your shop")
    .option("--out <file>", "write it to this file instead of printing it")
    .addHelpText(
      "after",
      `
Events as the shop sent them, and the records made of them: contact, profile,
journeys, messages with what came back. Nothing is changed.

Exit code 1 when nothing is known about the customer.

Examples:
  npx regulars export c-42 --stack RegularsProd --out c-42.json`,
    )
    .action(async (customer: string, _options, command: Command) => {
      const { exportOne } = await import("./operate/export.ts");
      await exportOne(customer, stackOptions<ExportOptions>(command));
    });
}
