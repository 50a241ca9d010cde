import type { Command } from "commander";
import { say } from "../../lib/campaign/faults.ts";
import { loadProject } from "../../lib/project/load.ts";
import { type Common, commonOptions, EXIT, print, printJson } from "./output.ts";

export function addValidate(program: Command): void {
  program
    .command("validate")
    .description("Check shop.json, every campaign and every template; list all faults and how to mend each.")
    .addHelpText(
      "after",
      "\nExit code 1 when anything has faults, so that a build can stop on it.\nExample: npx regulars validate --json",
    )
    .action((_options, command: Command) => validate(commonOptions(command)));
}

async function validate({ project: folder, json }: Common): Promise<void> {
  const project = await loadProject(folder);
  const { faults } = project;
  if (faults.length > 0) process.exitCode = EXIT.faults;
  if (json) {
    const campaigns = project.campaigns.map(({ campaign, file, compiled }) => ({
      id: campaign.id,
      file,
      version: compiled.rules.version,
      transitions: compiled.transitions,
    }));
    printJson({ campaigns, templates: [...project.templates.keys()], faults });
    return;
  }
  for (const fault of faults) print(say(fault));
  if (faults.length > 0) {
    print(
      `\n${faults.length} fault${faults.length === 1 ? "" : "s"}. Everything without faults would run; a deploy takes nothing until all are mended.`,
    );
    return;
  }
  const width = Math.max(...project.campaigns.map(({ campaign }) => campaign.id.length), 0);
  for (const { campaign, compiled } of project.campaigns) {
    const { best, worst } = compiled.transitions;
    const many = best === worst ? `${best}` : `${best} to ${worst}`;
    print(
      `ok  ${campaign.id.padEnd(width)}  ${campaign.name}; ${many} state transition${worst === 1 ? "" : "s"} a journey`,
    );
  }
  const languages = new Set(
    [...project.templates.values()].flatMap(({ variants }) => variants.map(({ locale }) => locale)),
  );
  print(`ok  ${project.templates.size} templates in ${[...languages].sort().join(", ")}`);
}
