/** A text whose Liquid is set aside: each tag and output is one marker, which survives MJML and HTML tools unharmed. */
export interface Marked {
  text: string;
  /** The Liquid of marker number `n`, and the line it began on. */
  liquid: { text: string; line: number }[];
}

const LIQUID = /\{%-?\s*raw\s*-?%\}[\s\S]*?\{%-?\s*endraw\s*-?%\}|\{%[\s\S]*?%\}|\{\{[\s\S]*?\}\}/g;
const MARKER = /\{\{L(\d+)\}\}/g;

/** Line breaks inside Liquid follow its marker, so that lines keep their numbers. */
export function setLiquidAside(text: string): Marked {
  const liquid: Marked["liquid"] = [];
  let line = 1;
  let counted = 0;
  const marked = text.replace(LIQUID, (found, offset: number) => {
    line += breaks(text.slice(counted, offset));
    counted = offset;
    liquid.push({ text: found, line });
    return `{{L${liquid.length - 1}}}${"\n".repeat(breaks(found))}`;
  });
  return { text: marked, liquid };
}

export function putLiquidBack(text: string, liquid: Marked["liquid"]): string {
  return text.replace(MARKER, (_, number: string) => liquid[Number(number)]?.text ?? "");
}

/** The numbers of the markers in `text`, in order. */
export function markersIn(text: string): number[] {
  return [...text.matchAll(MARKER)].map(([, number]) => Number(number));
}

export function withoutMarkers(text: string): string {
  return text.replace(MARKER, "");
}

function breaks(text: string): number {
  return text.split("\n").length - 1;
}
