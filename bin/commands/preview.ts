import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Command } from "commander";
import { preview } from "../../lib/email/preview.ts";
import type { TemplateData } from "../../lib/journey/ports.ts";
import {
  type Common,
  commonOptions,
  EXIT,
  faulty,
  type LoadedProject,
  load,
  print,
  printJson,
  Refused,
  unknown,
} from "./output.ts";

interface Options {
  locale?: string;
  customer?: string;
  data?: string;
  db?: string;
  out?: string;
}

export function addPreview(program: Command): void {
  program
    .command("preview")
    .description("Show a message as a customer would read it: subject and text here, the HTML in a file.")
    .argument("<template>", "the template's name")
    .option("--locale <tag>", "the customer's language, such as th or pt-BR")
    .option("--customer <id>", "a customer of the local server in place of the made-up one")
    .option("--data <file>", 'JSON that replaces parts of the made-up data, such as {"with": {"percent": 20}}')
    .option("--db <file>", "the local server's database", join(".regulars", "local.db"))
    .option("--out <file>", "write the HTML to this file")
    .addHelpText("after", "\nExample: npx regulars preview we-miss-you --locale vi --out /tmp/we-miss-you.html")
    .action((name: string, options: Options, command: Command) => show(name, options, commonOptions(command)));
}

async function show(name: string, options: Options, common: Common): Promise<void> {
  const project = await load(common);
  const template = project.templates.get(name);
  if (template === undefined) {
    const faults = project.faults.filter(({ file }) => file.startsWith(`templates/${name}/`));
    throw faults.length > 0 ? faulty(faults) : unknown("template", name, project.templateNames);
  }
  const { shop } = project;
  const data = { ...(await customerData(project, options)), ...(await givenData(options.data)) };
  const locale = options.locale ?? data.customer?.locale;
  const rendered = await preview(template, shop, { data, ...(locale === undefined ? {} : { locale }) });
  if (options.out !== undefined) await writeFile(options.out, rendered.html);
  if (common.json) return printJson(rendered);
  print(`Language: ${rendered.locale}\nSubject:  ${rendered.subject}\n\n${rendered.text}`);
  if (options.out !== undefined) print(`\nHTML: ${options.out}`);
}

async function customerData(project: LoadedProject, { customer, db }: Options): Promise<Partial<TemplateData>> {
  if (customer === undefined || db === undefined) return {};
  const { readCustomer } = await import("../../lib/local/customer.ts");
  const found = await readCustomer(join(project.folder, db), customer, project.shop);
  if (found !== undefined) return found;
  throw new Refused(
    `no customer "${customer}" in ${db}; the page Customers of the local server lists them`,
    EXIT.faults,
  );
}

async function givenData(file: string | undefined): Promise<Partial<TemplateData>> {
  if (file === undefined) return {};
  const text = await readFile(file, "utf8").catch(() => {
    throw new Refused(`cannot read ${file}; --data wants a file with JSON in it`);
  });
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === "object" && value !== null && !Array.isArray(value)) return value;
  } catch (error) {
    throw new Refused(`${file}: ${(error as Error).message}; --data wants JSON`, EXIT.faults);
  }
  throw new Refused(`${file}: a JSON object was expected, such as {"with": {"percent": 20}}`, EXIT.faults);
}
