import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Command } from "commander";
import { commonOptions, faulty, load, pickCampaign, print, printJson } from "./output.ts";

export function addCompile(program: Command): void {
  program
    .command("compile")
    .description("Show the state machine (Amazon States Language) that a campaign becomes.")
    .argument("[campaign]", "the campaign's id; all of them with --out")
    .option("--out <folder>", "write <id>.asl.json for each campaign instead of printing")
    .addHelpText(
      "after",
      "\nWith --json the rules that enrolling follows are printed beside the machine.\nExample: npx regulars compile win-back",
    )
    .action((id: string | undefined, options: { out?: string }, command: Command) => compile(id, options, command));
}

async function compile(id: string | undefined, { out }: { out?: string }, command: Command): Promise<void> {
  const common = commonOptions(command);
  const project = await load(common);
  if (out === undefined && id === undefined) {
    command.error("error: name a campaign, or give a folder with --out", { exitCode: 2 });
  }
  if (id === undefined && project.faults.length > 0) throw faulty(project.faults);
  const picked = id === undefined ? project.campaigns : [pickCampaign(project, id)];
  if (out !== undefined) {
    await mkdir(out, { recursive: true });
    for (const { campaign, compiled } of picked) {
      const file = join(out, `${campaign.id}.asl.json`);
      await writeFile(file, `${JSON.stringify(compiled.machine, null, 2)}\n`);
      print(file);
    }
    return;
  }
  for (const { compiled } of picked) printJson(common.json ? compiled : compiled.machine);
}
