import { join } from "node:path";
import type { Command } from "commander";
import { preview } from "../../lib/email/preview.ts";
import { writeGiven } from "./files.ts";
import { print, printJson, remark } from "./output.ts";
import { givenData, keptData, overSample } from "./preview/data.ts";
import { type Common, commonOptions, load } from "./project.ts";
import { faulty, unknown } from "./refused.ts";

interface Options {
  locale?: string;
  customer?: string;
  data?: string;
  db: string;
  out?: string;
}

export function addPreview(program: Command): void {
  program
    .command("preview")
    .description("Show a message as a customer would read it: subject and text here, the HTML in a file.")
    .argument("<template>", "the template's name")
    .option("--locale <tag>", "the customer's language, such as th or pt-BR")
    .option("--customer <id>", "a customer of the local server in place of the made-up one")
    .option("--data <file>", "JSON laid over the data")
    .option("--db <file>", "the local server's database", join(".regulars", "local.db"))
    .option("--out <file>", "write the HTML to this file")
    .addHelpText(
      "after",
      `
A file for --data: {"customer": {"firstName": "Ana"}, "with": {"percent": 20}}

Examples:
  npx regulars preview we-miss-you --locale vi --out we-miss-you.html
  npx regulars preview vip-offer --data offer.json`,
    )
    .action((name: string, options: Options, command: Command) => show(name, options, commonOptions(command)));
}

async function show(name: string, options: Options, common: Common): Promise<void> {
  const project = await load(common);
  const template = project.templates.get(name);
  if (template === undefined) {
    if (!project.templateNames.includes(name)) throw unknown("template", name, project.templateNames);
    // A file that it shares with others may be to blame.
    throw faulty(
      project.faults.filter(({ file }) => file.startsWith(`templates/${name}/`) || file.startsWith("templates/_")),
    );
  }
  const { out, customer } = options;
  const kept = customer === undefined ? {} : await keptData(project, customer, options.db);
  const given = options.data === undefined ? {} : await givenData(options.data);
  const locale = options.locale ?? given.customer?.locale ?? kept.customer?.locale;
  const data = overSample(template, project.shop, locale, kept, given);
  const rendered = await preview(template, project.shop, { data, ...(locale === undefined ? {} : { locale }) });
  if (out !== undefined) await writeGiven("--out", out, rendered.html);
  if (locale !== undefined && language(locale) !== language(rendered.locale)) {
    const there = template.variants.map((variant) => variant.locale).join(", ");
    remark(`note: no text for "${locale}", so that such customers read ${rendered.locale}; there are: ${there}`);
  }
  if (common.json) return printJson(rendered);
  print(`Language: ${rendered.locale}\nSubject:  ${rendered.subject}\n\n${rendered.text}`);
  if (out !== undefined) print(`\nHTML: ${out}`);
}

function language(locale: string): string {
  return (locale.split(/[-_]/)[0] ?? "").toLowerCase();
}
