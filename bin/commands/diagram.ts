import { type Command, Option } from "commander";
import { diagram } from "../../lib/compiler/diagram.ts";
import { writeGiven } from "./files.ts";
import { print, printJson } from "./output.ts";
import { commonOptions, load, pickCampaign } from "./project.ts";

interface Options {
  text?: true;
  svg?: string;
}

export function addDiagram(program: Command): void {
  program
    .command("diagram")
    .description("Draw a campaign: as Mermaid text, as boxes in the terminal, or as an SVG picture.")
    .argument("<campaign>", "the campaign's id")
    .addOption(new Option("--text", "draw boxes and arrows in the terminal").conflicts("svg"))
    .option("--svg <file>", "write a picture")
    .addHelpText(
      "after",
      `
Mermaid text can be pasted into GitHub, GitLab, Notion and many wikis.

Examples:
  npx regulars diagram win-back --text
  npx regulars diagram win-back --svg win-back.svg`,
    )
    .action((id: string, options: Options, command: Command) => draw(id, options, command));
}

async function draw(id: string, { text, svg }: Options, command: Command): Promise<void> {
  const common = commonOptions(command);
  const { campaign } = pickCampaign(await load(common), id);
  const mermaid = diagram(campaign);
  if (svg !== undefined) {
    const { drawSvg } = await import("../../lib/project/pictures.ts");
    await writeGiven("--svg", svg, drawSvg(mermaid));
  }
  if (common.json) return printJson({ id, mermaid, ...(svg === undefined ? {} : { svg }) });
  if (svg !== undefined) return print(svg);
  if (text !== true) return print(mermaid);
  const { drawBoxes } = await import("../../lib/project/pictures.ts");
  print(drawBoxes(mermaid));
}
