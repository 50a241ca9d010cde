import type { Command } from "commander";
import { say } from "../../lib/campaign/faults.ts";
import type { Project } from "../../lib/project/load.ts";
import { EXIT, print, printJson } from "./output.ts";
import { type Common, commonOptions, loadAny } from "./project.ts";

export function addValidate(program: Command): void {
  program
    .command("validate")
    .description("Check shop.json, every campaign and every template; list all faults and how to mend each.")
    .addHelpText(
      "after",
      `
Exit code 1 when anything has faults, so that a build can stop on it.

Examples:
  npx regulars validate
  npx regulars validate --json`,
    )
    .action((_options, command: Command) => validate(commonOptions(command)));
}

async function validate(common: Common): Promise<void> {
  const project = await loadAny(common);
  const { faults, templates } = project;
  if (faults.length > 0) process.exitCode = EXIT.faults;
  if (common.json) {
    const campaigns = project.campaigns.map(({ campaign, file, compiled }) => ({
      id: campaign.id,
      file,
      version: compiled.rules.version,
      transitions: compiled.transitions,
    }));
    printJson({ campaigns, templates: [...templates.keys()], faults });
  } else if (faults.length > 0) {
    print([...faults.map(say), "", closing(project)].join("\n"));
  } else {
    print(allWell(project).join("\n"));
  }
}

function closing({ shop, faults }: Project): string {
  const many = faults.length === 1 ? "1 fault." : `${faults.length} faults.`;
  if (shop === undefined) return `${many} Nothing runs without a shop.json that is right; campaigns were not compiled.`;
  return `${many} Everything without faults would run; a deploy takes nothing until all are mended.`;
}

function allWell({ campaigns, templates }: Project): string[] {
  const width = Math.max(...campaigns.map(({ campaign }) => campaign.id.length), 0);
  const variants = [...templates.values()].flatMap((template) => template.variants);
  const languages = [...new Set(variants.map(({ locale }) => locale))].sort().join(", ");
  return [
    ...campaigns.map(({ campaign, compiled }) => {
      const { best, worst } = compiled.transitions;
      const many = best === worst ? `${best}` : `${best} to ${worst}`;
      const transitions = `${many} state transition${worst === 1 ? "" : "s"} a journey`;
      return `ok  ${campaign.id.padEnd(width)}  ${campaign.name}; ${transitions}`;
    }),
    templates.size === 0
      ? "ok  no templates yet"
      : `ok  ${templates.size} template${templates.size === 1 ? "" : "s"} in ${languages}`,
    ...(campaigns.length === 0 ? ["There are no campaigns yet: put the first one into campaigns/."] : []),
  ];
}
