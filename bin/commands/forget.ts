import type { Command } from "commander";
import type { ForgetOptions } from "./operate/forget.ts";
import { placeCommand, placeOf } from "./operate/stack-command.ts";

export function addForget(program: Command): void {
  placeCommand(program, "forget", "Erase a customer: every journey is stopped, every record and event removed.")
    .argument("<customer>", "the customer's id in your shop")
    .option("--yes", "yes, erase; nothing can bring it back")
    .addHelpText(
      "after",
      `
Looks again after some seconds whether an event that was under way brought
something back, up to three times, and into the dead-letter queues. What stays:
figures, which are about nobody, and a hash of an address that must never be
mailed. Export first what the customer has asked for.

With --local the database is written anew without them. Stop the local server
first, or press the button on the customer's page, which does the same.

Tell your shop first: an event that it sends later brings the customer back.

Examples:
  npx regulars export c-42 --stack RegularsProd --out c-42.json
  npx regulars forget c-42 --stack RegularsProd --yes
  npx regulars forget c-42 --local --yes`,
    )
    .action(async (customer: string, _options, command: Command) => {
      const place = placeOf<ForgetOptions>(command);
      if ("local" in place) {
        const { forgetLocally } = await import("./local/forget.ts");
        return forgetLocally(customer, place.local);
      }
      const { forgetCustomer } = await import("./operate/forget.ts");
      await forgetCustomer(customer, place.stack);
    });
}
