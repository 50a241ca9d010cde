import { renderMermaidASCII, renderMermaidSVG } from "beautiful-mermaid";

/** A Mermaid flowchart as an SVG picture that loads nothing from anywhere. */
export function drawSvg(mermaid: string): string {
  return renderMermaidSVG(mermaid).replace(/@import url\([^)]*\);/g, "");
}

/** A Mermaid flowchart as boxes and arrows for a terminal. */
export function drawBoxes(mermaid: string): string {
  return renderMermaidASCII(mermaid, { paddingX: 2, paddingY: 2, boxBorderPadding: 0 })
    .split("\n")
    .map((line) => line.trimEnd())
    .join("\n");
}
