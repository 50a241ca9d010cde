import { once } from "node:events";
import { createReadStream, createWriteStream, existsSync } from "node:fs";
import { SingleBar } from "cli-progress";
import type { Command } from "commander";
import { say } from "../../lib/campaign/faults.ts";
import { createTemplates } from "../../lib/email/render.ts";
import { COLUMNS, type Column } from "../../lib/simulate/orders/columns/columns.ts";
import { importOrders } from "../../lib/simulate/orders/import.ts";
import type { Imported } from "../../lib/simulate/orders/imported.ts";
import { printReport } from "../../lib/simulate/print.ts";
import { type GivenRates, RateFault, type Rates, ratesOf, readRate } from "../../lib/simulate/rates.ts";
import { buildReport } from "../../lib/simulate/report.ts";
import { simulate } from "../../lib/simulate/run.ts";
import {
  commonOptions,
  EXIT,
  faulty,
  type LoadedProject,
  load,
  pickCampaign,
  print,
  printJson,
  Refused,
  unknown,
} from "./output.ts";

interface Options {
  orders: string;
  campaign: string[];
  rate: string[];
  column: string[];
  dateFormat?: "dmy" | "mdy";
  seed: string;
  out?: string;
}

const collect = (value: string, before: string[]): string[] => [...before, value];

export function addSimulate(program: Command): void {
  program
    .command("simulate")
    .description("Run campaigns over past orders and report what would have happened. Nobody is mailed.")
    .requiredOption("--orders <file>", "past orders: a CSV, Shopify's orders export, or JSON lines of events")
    .option("--campaign <id>", "only this campaign; may be repeated", collect, [])
    .option(
      "--rate <name=share>",
      "how customers react: opened=35%, we-miss-you.clicked=0.1; may be repeated",
      collect,
      [],
    )
    .option(
      "--column <column=header>",
      "what a column is called in the CSV: total=amount_paid; may be repeated",
      collect,
      [],
    )
    .option("--date-format <order>", "how to read 03/04/2025: dmy or mdy")
    .option("--seed <text>", "the same seed gives the same result", "regulars")
    .option("--out <file>", "write every message and state transition as JSON lines")
    .addHelpText(
      "after",
      `
Rates are shares of the messages sent: opened, clicked, bought (because of the message), unsubscribed.
They come from --rate template.name=share, then --rate name=share, then the template's template.json.
Purchases in the file stop and convert journeys as they would have. Bad rows are listed, the rest goes on.
Columns that --column can name: ${COLUMNS.join(", ")}.
Example: npx regulars simulate --orders orders.csv --rate clicked=8% --out journeys.jsonl`,
    )
    .action((options: Options, command: Command) => run(options, command));
}

async function run(options: Options, command: Command): Promise<void> {
  const common = commonOptions(command);
  const project = await load(common);
  const campaigns = picked(project, options.campaign);
  const given = readRates(project, options.rate);
  const imported = await readOrders(project, options);
  if (!common.json) for (const note of imported.notes) print(`note: ${note}`);
  if (imported.events.length === 0) throw faulty([...imported.faults, nothingIn(options.orders)]);

  const lines = options.out === undefined ? undefined : createWriteStream(options.out);
  const write = (line: object): void => void lines?.write(`${JSON.stringify(line)}\n`);
  const bar = progressBar(common.json === true);
  const simulated = await simulate({
    campaigns,
    shop: project.shop,
    templates: createTemplates(project.templates),
    events: imported.events,
    seed: options.seed,
    ratesOf: (template) => ratesOf(template, given, project.templates.get(template)?.rates),
    onProgress: bar.update,
    ...(lines === undefined
      ? {}
      : {
          onMessage: ({ sendId, campaign, template, subject }, at) =>
            write({ at: new Date(at).toISOString(), message: template, campaign, ...sendId, subject }),
          onTransition: ({ at, state, campaign, version, execution }) =>
            write({ at: new Date(at).toISOString(), transition: state, campaign, version, enrollment: execution }),
        }),
  });
  bar.stop();
  if (lines !== undefined) {
    lines.end();
    await once(lines, "finish");
  }
  const report = buildReport(simulated, {
    campaigns,
    shop: project.shop,
    customers: imported.customers,
    events: imported.events.length,
    faults: imported.faults,
  });
  if (common.json) printJson(report);
  else print(printReport(report));
  if (imported.faults.length > 0) process.exitCode = EXIT.faults;
}

/** Campaigns that have faults are said and left out; naming one of them is a mistake. */
function picked(project: LoadedProject, ids: string[]) {
  if (ids.length > 0) return ids.map((id) => pickCampaign(project, id).compiled);
  for (const fault of project.faults) process.stderr.write(`left out: ${say(fault)}\n`);
  if (project.campaigns.length === 0) throw new Refused("there is no campaign to simulate", EXIT.faults);
  return project.campaigns.map(({ compiled }) => compiled);
}

function readRates(project: LoadedProject, texts: readonly string[]): GivenRates {
  const all: Partial<Rates> = {};
  const byTemplate = new Map<string, Partial<Rates>>();
  for (const text of texts) {
    try {
      const { template, name, share } = readRate(text);
      if (template === undefined) all[name] = share;
      else if (!project.templateNames.includes(template)) throw unknown("template", template, project.templateNames);
      else byTemplate.set(template, { ...byTemplate.get(template), [name]: share });
    } catch (error) {
      if (error instanceof RateFault) throw new Refused(`--rate: ${error.message}; ${error.fix}`);
      throw error;
    }
  }
  return { all, byTemplate };
}

async function readOrders(project: LoadedProject, options: Options): Promise<Imported> {
  if (!existsSync(options.orders)) throw new Refused(`there is no file ${options.orders}; --orders wants past orders`);
  const { dateFormat } = options;
  if (dateFormat !== undefined && dateFormat !== "dmy" && dateFormat !== "mdy") {
    throw new Refused(`--date-format: "${String(dateFormat)}" is not an order of day and month; say dmy or mdy`);
  }
  return importOrders(
    { path: options.orders, content: createReadStream(options.orders) },
    {
      shop: project.shop,
      seed: options.seed,
      columns: readColumns(options.column),
      ...(dateFormat === undefined ? {} : { dateFormat }),
    },
  );
}

function readColumns(texts: readonly string[]): Partial<Record<Column, string>> {
  const columns: Partial<Record<Column, string>> = {};
  for (const text of texts) {
    const at = text.indexOf("=");
    const column = COLUMNS.find((name) => name === text.slice(0, at));
    if (at < 1 || column === undefined) {
      throw new Refused(
        `--column: "${text}" names no column; write one such as total=amount_paid; columns: ${COLUMNS.join(", ")}`,
      );
    }
    columns[column] = text.slice(at + 1);
  }
  return columns;
}

function nothingIn(file: string) {
  return {
    file,
    path: "",
    what: "no event could be read from this file",
    fix: "see the faults above, or the formats in --help",
  };
}

/** Only a person at a terminal wants to see it. */
function progressBar(isSilent: boolean): { update(done: number, total: number, at: number): void; stop(): void } {
  if (isSilent || !process.stderr.isTTY) return { update: () => {}, stop: () => {} };
  const bar = new SingleBar({
    format: "  {bar} {percentage}%  {day}",
    stream: process.stderr,
    clearOnComplete: true,
    hideCursor: true,
  });
  let isStarted = false;
  return {
    update(done, total, at) {
      const day = new Date(at).toISOString().slice(0, 10);
      if (isStarted) bar.update(done, { day });
      else bar.start(total, done, { day });
      isStarted = true;
    },
    stop: () => bar.stop(),
  };
}
