import { writeFile } from "node:fs/promises";
import type { Command } from "commander";
import { diagram } from "../../lib/compiler/diagram.ts";
import { commonOptions, load, pickCampaign, print, printJson } from "./output.ts";

interface Options {
  text?: true;
  svg?: string;
}

export function addDiagram(program: Command): void {
  program
    .command("diagram")
    .description("Draw a campaign: as Mermaid text, as boxes in the terminal, or as an SVG picture.")
    .argument("<campaign>", "the campaign's id")
    .option("--text", "draw boxes and arrows in the terminal")
    .option("--svg <file>", "write a picture")
    .addHelpText(
      "after",
      "\nMermaid text can be pasted into GitHub, GitLab, Notion and many wikis.\nExample: npx regulars diagram win-back --text",
    )
    .action((id: string, options: Options, command: Command) => draw(id, options, command));
}

async function draw(id: string, { text, svg }: Options, command: Command): Promise<void> {
  const common = commonOptions(command);
  const { campaign } = pickCampaign(await load(common), id);
  const mermaid = diagram(campaign);
  if (svg !== undefined) {
    const { drawSvg } = await import("../../lib/project/pictures.ts");
    await writeFile(svg, drawSvg(mermaid));
    print(svg);
  } else if (common.json) {
    printJson({ id, mermaid });
  } else if (text) {
    const { drawBoxes } = await import("../../lib/project/pictures.ts");
    print(drawBoxes(mermaid));
  } else {
    print(mermaid);
  }
}
