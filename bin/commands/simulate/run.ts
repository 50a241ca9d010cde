import { type Fault, say } from "../../../lib/campaign/faults.ts";
import type { Compiled } from "../../../lib/compiler/compiled.ts";
import { createTemplates } from "../../../lib/email/render.ts";
import type { Mail } from "../../../lib/journey/ports.ts";
import type { Transition } from "../../../lib/local/states/hooks.ts";
import { importOrders } from "../../../lib/simulate/orders/import.ts";
import type { Imported } from "../../../lib/simulate/orders/imported.ts";
import { printReport } from "../../../lib/simulate/print.ts";
import { ratesOf } from "../../../lib/simulate/rates.ts";
import { buildReport } from "../../../lib/simulate/report.ts";
import { simulate } from "../../../lib/simulate/run.ts";
import { type Lines, openGiven, openLines } from "../files.ts";
import { EXIT, print, printJson, remark } from "../output.ts";
import { type Common, type LoadedProject, load, pickCampaign } from "../project.ts";
import { faulty, Refused } from "../refused.ts";
import { type Options, readColumns, readDateFormat, readRates } from "./options.ts";
import { type Progress, progressBar } from "./progress.ts";

/** Everything the user named is looked at before anything runs. */
export async function run(options: Options, common: Common): Promise<void> {
  const project = await load(common);
  const { campaigns, leftOut } = picked(project, options.campaign ?? []);
  const given = readRates(options.rate ?? [], project.templateNames);
  const imported = await readOrders(project, options);
  const lines = options.out === undefined ? undefined : await openLines("--out", options.out);
  for (const fault of leftOut) remark(`left out: ${say(fault)}`);
  const progress = progressBar(common.json === true);
  // The run takes the events off their list.
  const count = imported.events.length;
  const simulated = await simulate({
    campaigns,
    shop: project.shop,
    templates: createTemplates(project.templates),
    events: imported.events,
    seed: options.seed,
    ratesOf: (template) => ratesOf(template, given, project.templates.get(template)?.rates),
    ...watching(progress, lines),
  });
  progress.stop();
  await lines?.end();
  const report = buildReport(simulated, {
    campaigns,
    shop: project.shop,
    customers: imported.customers,
    events: count,
    notes: imported.notes,
    faults: imported.faults,
  });
  if (common.json) printJson({ ...report, leftOut });
  else print(printReport(report));
  if (imported.faults.length + leftOut.length > 0) process.exitCode = EXIT.faults;
}

/** Campaigns that have faults are said and left out; naming one of them is a mistake. */
function picked(project: LoadedProject, ids: string[]): { campaigns: Compiled[]; leftOut: Fault[] } {
  if (ids.length > 0) return { campaigns: ids.map((id) => pickCampaign(project, id).compiled), leftOut: [] };
  if (project.campaigns.length > 0) {
    return { campaigns: project.campaigns.map(({ compiled }) => compiled), leftOut: project.faults };
  }
  if (project.faults.length > 0) throw faulty(project.faults);
  throw new Refused("there is no campaign to simulate; put one into campaigns/", EXIT.faults);
}

async function readOrders(project: LoadedProject, options: Options): Promise<Imported> {
  const dateFormat = readDateFormat(options.dateFormat);
  const columns = readColumns(options.column ?? []);
  const imported = await importOrders(
    { path: options.orders, content: await openGiven("--orders", options.orders) },
    { shop: project.shop, seed: options.seed, columns, ...(dateFormat === undefined ? {} : { dateFormat }) },
  );
  if (imported.events.length > 0) return imported;
  const nothing = { file: options.orders, path: "", what: "there is no order to use in this file" };
  throw faulty(imported.faults.length > 0 ? imported.faults : [{ ...nothing, fix: "give a file with past orders" }]);
}

/**
 * One line of the file for each message and each transition, with nothing that says who somebody is: customers are numbered in
 * the order of their first messages, enrollments are hashes, and what was written to somebody is left out.
 */
function watching({ update }: Progress, lines: Lines | undefined) {
  if (lines === undefined) return { onProgress: update };
  const time = (at: number): string => new Date(at).toISOString();
  const numbers = new Map<string, number>();
  const numberOf = (customer: string): number => {
    const number = numbers.get(customer) ?? numbers.size + 1;
    numbers.set(customer, number);
    return number;
  };
  return {
    onProgress: update,
    onMessage: ({ sendId: { customer, enrollment, step }, campaign, template }: Mail, at: number) =>
      lines.write({ at: time(at), message: template, campaign, customer: numberOf(customer), enrollment, step }),
    onTransition: ({ at, state, campaign, version, execution }: Transition) =>
      lines.write({ at: time(at), transition: state, campaign, version, enrollment: execution }),
  };
}
