/** Texts and what they stand on. */
const READ_ON = [
  ["title", "card"],
  ["text", "card"],
  ["quiet", "card"],
  ["accent", "card"],
  ["text", "page"],
  ["quiet", "page"],
  ["accent", "page"],
  ["buttonText", "button"],
] as const;

/** WCAG 2.2, success criterion 1.4.3 (AA), for text of ordinary size. https://www.w3.org/TR/WCAG22/#contrast-minimum */
const LEAST = 4.5;

type Colors = Record<(typeof READ_ON)[number][number], { light: string; dark: string }>;

interface PaleText {
  path: string[];
  what: string;
  why: string;
  fix: string;
}

/** Texts that are hard to read on what they stand on, on light screens and on dark ones. */
export function contrastFindings(colors: Colors): PaleText[] {
  return READ_ON.flatMap(([text, ground]) =>
    (["light", "dark"] as const).flatMap((mode): PaleText[] => {
      const [front, back] = [colors[text][mode], colors[ground][mode]];
      const ratio = contrast(front, back);
      if (ratio >= LEAST) return [];
      // Never rounded up to what it does not reach.
      const said = (Math.floor(ratio * 100) / 100).toFixed(2);
      return [
        {
          path: ["colors", text, mode],
          what: `${text} ${front} on ${ground} ${back} has a contrast of ${said} to 1 on a ${mode} screen`,
          why: "WCAG AA asks for 4.5 to 1, and fewer people can read less",
          fix: `make one of the two ${luminance(front) < luminance(back) ? `darker (${text}) or lighter (${ground})` : `lighter (${text}) or darker (${ground})`}`,
        },
      ];
    }),
  );
}

/** From 1 (the same color) to 21 (black on white), of two colors as #rrggbb. https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio */
export function contrast(one: string, other: string): number {
  const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
}

/** https://www.w3.org/TR/WCAG22/#dfn-relative-luminance */
function luminance(color: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(color.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
