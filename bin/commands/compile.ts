import { join } from "node:path";
import type { Command } from "commander";
import { makeFolder, writeGiven } from "./files.ts";
import { print, printJson } from "./output.ts";
import { commonOptions, load, pickCampaign } from "./project.ts";
import { faulty } from "./refused.ts";

export function addCompile(program: Command): void {
  program
    .command("compile")
    .description("Show the state machine (Amazon States Language) that a campaign becomes.")
    .argument("[campaign]", "the campaign's id; all of them with --out")
    .option("--out <folder>", "write <id>.asl.json for each campaign instead of printing")
    .addHelpText(
      "after",
      `
With --json the rules that enrolling follows are printed beside the machine.

Examples:
  npx regulars compile win-back
  npx regulars compile --out state-machines`,
    )
    .action((id: string | undefined, options: { out?: string }, command: Command) => compile(id, options, command));
}

async function compile(id: string | undefined, { out }: { out?: string }, command: Command): Promise<void> {
  const common = commonOptions(command);
  if (out === undefined) {
    if (id === undefined) command.error("error: name a campaign, or give a folder with --out");
    const { compiled } = pickCampaign(await load(common), id);
    return printJson(common.json ? compiled : compiled.machine);
  }
  const project = await load(common);
  if (id === undefined && project.faults.length > 0) throw faulty(project.faults);
  const picked = id === undefined ? project.campaigns : [pickCampaign(project, id)];
  await makeFolder("--out", out);
  const files: string[] = [];
  for (const { campaign, compiled } of picked) {
    const file = join(out, `${campaign.id}.asl.json`);
    await writeGiven("--out", file, `${JSON.stringify(compiled.machine, null, 2)}\n`);
    files.push(file);
  }
  if (common.json) printJson({ files });
  else print(files.join("\n") || "there are no campaigns to compile");
}
