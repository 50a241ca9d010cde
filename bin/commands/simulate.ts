import { type Command, Help } from "commander";
import { COLUMNS } from "../../lib/simulate/orders/columns/columns.ts";
import { commonOptions } from "./project.ts";
import type { Options } from "./simulate/options.ts";

const collect = (value: string, before: string[] = []): string[] => [...before, value];

export function addSimulate(program: Command): void {
  program
    .command("simulate")
    .description("Run campaigns over past orders and report what would have happened. Nobody is mailed.")
    .requiredOption("--orders <file>", "past orders: any shop's CSV, Shopify's orders export, or JSON lines of events")
    .option("--campaign <id>", "only this campaign; may be repeated", collect)
    .option("--rate <name=share>", "how customers react, such as clicked=5%; may be repeated", collect)
    .option(
      "--column <column=header>",
      "which column of the CSV is meant, such as total=paid; may be repeated",
      collect,
    )
    .option("--date-format <order>", "how to read 03/04/2025: dmy or mdy")
    .option("--seed <text>", "the same seed gives the same result", "regulars")
    .option("--out <file>", "write every message and state transition as JSON lines")
    .addHelpText("after", () => more())
    .action(async (options: Options, command: Command) => {
      // The engine is loaded when it is wanted: other commands start without it.
      const { run } = await import("./simulate/run.ts");
      await run(options, commonOptions(command));
    });
}

function more(): string {
  return `
What is real: who bought when. Purchases in the file stop journeys and reach
goals as they would have. What is supposed: what messages bring.

Rates are shares of the messages sent: opened, clicked, bought (because of the
message), unsubscribed, and answered of those that ask something. Of those who
answer: promoter, passive, detractor; satisfied, neutral, dissatisfied. The
first of these that says one wins:
  1. --rate we-miss-you.clicked=8%    for one template
  2. --rate clicked=8%                for all templates
  3. "rates" in the template's template.json
  4. opened 35%, clicked 5%, bought 1%, unsubscribed 0.2%, answered 12%;
     promoter 50%, passive 30%, detractor 20%;
     satisfied 70%, neutral 20%, dissatisfied 10%

Webhooks and alerts are counted and not made; coupons are given by made-up
codes. Friends who come by a code are not made up.

Rows that cannot be used are listed at the end, and the rest goes on; the exit
code is 1 then.

Columns that --column can name:
${new Help().boxWrap(COLUMNS.join(", "), 76).replaceAll(/^/gm, "  ")}

Examples:
  npx regulars simulate --orders orders.csv
  npx regulars simulate --orders orders.csv --campaign win-back --rate bought=0
  npx regulars simulate --orders orders.csv --column total=amount_paid
  npx regulars simulate --orders orders.csv --out journeys.jsonl --json`;
}
