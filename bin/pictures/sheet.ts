import { pathToFileURL } from "node:url";
import type { Screen } from "./shoot.ts";

export interface Shot {
  locale: string;
  screen: Screen;
  /** The picture's file. */
  path: string;
}

const GAP = 12;

/** All pictures of one template side by side, a language to a row. */
export function sheetOf(shots: readonly Shot[]): { html: string; width: number } {
  const locales = [...new Set(shots.map(({ locale }) => locale))];
  const rows = locales.map((locale) => shots.filter((shot) => shot.locale === locale));
  const widthOf = ({ width, scale }: Screen) => Math.round(width * scale);
  const width = Math.max(...rows.map((row) => row.reduce((sum, { screen }) => sum + widthOf(screen) + GAP, GAP)));
  const figures = rows.map((row) => {
    const pictures = row.map(({ locale, screen, path }) => {
      const label = `${locale} · ${screen.name} · ${screen.scheme}`;
      return `<figure><figcaption>${label}</figcaption><img src="${pathToFileURL(path)}" width="${widthOf(screen)}"></figure>`;
    });
    return `<div>${pictures.join("")}</div>`;
  });
  const style = `body{margin:0;padding:${GAP / 2}px;background:#c9c9c9;font:11px/16px sans-serif;color:#222}
div{display:flex;align-items:flex-start}figure{margin:${GAP / 2}px}img{display:block}`;
  return { html: `<!doctype html><meta charset="utf-8"><style>${style}</style>${figures.join("")}`, width };
}
