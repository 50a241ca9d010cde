import type { Command } from "commander";
import type { ExportOptions } from "./operate/export.ts";
import { placeCommand, placeOf } from "./operate/stack-command.ts";

export function addExport(program: Command): void {
  placeCommand(program, "export", "Everything that is kept about a customer, as JSON. It is personal data.")
    .argument("<customer>", "the customer's id in your shop")
    .option("--out <file>", "write it to this file instead of printing it")
    .addHelpText(
      "after",
      `
Events as the shop sent them, and the records made of them: contact, profile,
journeys, messages with what came back; consent with its evidence; why their
address is mailed or not. Nothing is changed. With --local also the messages in
the inbox, as they were sent; the server may run meanwhile.

Exit code 1 when nothing is known about the customer.

Examples:
  npx regulars export c-42 --stack RegularsProd --out c-42.json
  npx regulars export c-42 --local --out c-42.json`,
    )
    .action(async (customer: string, _options, command: Command) => {
      const place = placeOf<ExportOptions>(command);
      if ("local" in place) {
        const { exportLocally } = await import("./local/export.ts");
        return exportLocally(customer, place.local);
      }
      const { exportOne } = await import("./operate/export.ts");
      await exportOne(customer, place.stack);
    });
}
