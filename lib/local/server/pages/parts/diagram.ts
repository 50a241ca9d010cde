import { raw } from "hono/html";
import type { Campaign } from "../../../../campaign/campaign.ts";
import { diagram } from "../../../../compiler/diagram.ts";
import type { Summary } from "../../read/summary.ts";
import type { Markup } from "./markup.ts";
import { count } from "./words.ts";

/** Laying a chart out takes a tenth of a second, so the last ones are kept. */
const drawn = new Map<string, string>();
const MOST_DRAWN = 50;

/** The campaign as a drawing, each message with its figures. */
export async function campaignDrawing(campaign: Campaign, { steps }: Summary): Promise<Markup> {
  const source = diagram(campaign, (key) => {
    const step = steps.get(key);
    if (step === undefined || step.sent === 0) return undefined;
    return `${count(step.sent)} sent · ${count(step.opened)} opened · ${count(step.clicked)} clicked`;
  });
  const known = drawn.get(source);
  if (known !== undefined) return raw(known);
  // A tenth of a second to load: only who looks at a campaign pays for it.
  const { renderMermaidSVG } = await import("beautiful-mermaid");
  const svg = withoutStyle(renderMermaidSVG(source, { padding: 8, layerSpacing: 32 }));
  if (drawn.size >= MOST_DRAWN) drawn.clear();
  drawn.set(source, svg);
  return raw(svg);
}

/** The drawing's own style would load a font from the web and knows no dark mode; the page's style sheet dresses it. */
function withoutStyle(svg: string): string {
  return svg
    .replace(/<style>[\s\S]*?<\/style>/g, "")
    .replace(/(<svg\b[^>]*?) style="[^"]*"/, '$1 class="drawing" role="img"');
}
