import { dirname, join } from "node:path";
import type { Command } from "commander";
import { say } from "../../lib/campaign/faults.ts";
import { createTemplates } from "../../lib/email/render.ts";
import { isOutside, makeFolder } from "./files.ts";
import { databaseOf } from "./local/database.ts";
import { EXIT, print, printJson, remark } from "./output.ts";
import { commonOptions, load } from "./project.ts";
import { Refused } from "./refused.ts";

interface Options {
  port: string;
  db: string;
  empty?: true;
}

export function addStart(program: Command): void {
  program
    .command("start")
    .description("Run the campaigns on this machine, with pages, an inbox in place of real mail, and a clock to move.")
    .option("--port <number>", "where to listen on localhost; 0 takes any free port", "4400")
    .option("--db <file>", "the database, kept between runs; :memory: keeps nothing", join(".regulars", "local.db"))
    .option("--empty", "begin without the made-up shop history")
    .addHelpText(
      "after",
      `
Nobody is mailed: messages come to a page of their own. Everything is kept
between runs; delete the database to begin anew. Ctrl+C stops it.

Examples:
  npx regulars start
  npx regulars start --port 8080 --empty`,
    )
    .action((options: Options, command: Command) => start(options, command));
}

async function start({ port, db, empty }: Options, command: Command): Promise<void> {
  const common = commonOptions(command);
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535)
    throw new Refused(`--port: "${port}" is no port; give a number from 0 to 65535`);
  const project = await load(common);
  for (const fault of project.faults) remark(`left out: ${say(fault)}`);
  const databasePath = db === ":memory:" ? db : databaseOf({ project: common.project, db });
  if (db !== ":memory:") await makeFolder("--db", dirname(databasePath));
  const { startLocal } = await import("../../lib/local/start.ts");
  const server = await startLocal({
    campaigns: project.campaigns,
    templates: createTemplates(project.templates),
    templateRates: new Map(
      [...project.templates].flatMap(([name, { rates }]) => (rates === undefined ? [] : [[name, rates]])),
    ),
    leftOut: project.faults.map(say),
    shop: project.shop,
    databasePath,
    port: Number(port),
    empty: empty === true,
  }).catch((error: unknown) => {
    // A message that names an option tells its reader how to go on.
    const isTheirs = isOutside(error) || (error instanceof Error && /--(db|port)\b/.test(error.message));
    throw isTheirs ? new Refused(error.message) : error;
  });
  // Before anything is printed: whoever reads it may stop the server at once.
  stopOnSignals(server.stop);
  if (common.json) return printJson({ url: server.url });
  print(`Regulars runs at ${server.url}`);
  print("Campaigns, customers, the inbox and the clock are there. Stop it with Ctrl+C; it goes on where it was.");
}

export function stopOnSignals(stop: () => Promise<void>): void {
  const end = async (): Promise<void> => {
    try {
      await stop();
      process.exit(EXIT.done);
    } catch (error) {
      remark(`Regulars could not stop cleanly: ${error instanceof Error ? error.message : String(error)}`);
      process.exit(EXIT.internal);
    }
  };
  process.once("SIGINT", end);
  process.once("SIGTERM", end);
}
