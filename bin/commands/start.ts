import { mkdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Command } from "commander";
import { say } from "../../lib/campaign/faults.ts";
import { createTemplates } from "../../lib/email/render.ts";
import { commonOptions, load, print, Refused } from "./output.ts";

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
      "\nEverything is kept between runs; delete the database to begin anew. Nobody is mailed.\nExample: npx regulars start --port 8080",
    )
    .action((options: Options, command: Command) => start(options, command));
}

async function start({ port, db, empty }: Options, command: Command): Promise<void> {
  const common = commonOptions(command);
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535)
    throw new Refused(`--port: "${port}" is no port; give a number from 0 to 65535`);
  const project = await load(common);
  for (const fault of project.faults) process.stderr.write(`left out: ${say(fault)}\n`);
  const databasePath = db === ":memory:" ? db : join(common.project, db);
  if (db !== ":memory:") await mkdir(dirname(databasePath), { recursive: true });
  const { startLocal } = await import("../../lib/local/start.ts");
  const server = await startLocal({
    campaigns: project.campaigns,
    templates: createTemplates(project.templates),
    templateRates: new Map(
      [...project.templates].flatMap(([name, { rates }]) => (rates === undefined ? [] : [[name, rates]])),
    ),
    shop: project.shop,
    databasePath,
    port: Number(port),
    empty: empty === true,
  });
  print(`Regulars runs at ${server.url}`);
  print("Campaigns, customers, the inbox and the clock are there. Stop it with Ctrl+C; it goes on where it was.");
  const stop = (): void => void server.stop().then(() => process.exit(0));
  process.once("SIGINT", stop);
  process.once("SIGTERM", stop);
}
