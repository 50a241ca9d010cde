import { existsSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { describe, expect, it } from "vitest";
import { anchor, headings, PAGES, page, ROOT, withoutCode } from "./pages.ts";

/** Links of a page that lead nowhere. */
function broken(path: string): string[] {
  const links = [...withoutCode(page(path)).matchAll(/\]\(([^)\s]+)\)/g)].map(([, link = ""]) => link);
  return links.filter((link) => {
    if (/^[a-z]+:/.test(link)) return false;
    const [file = "", fragment] = link.split("#");
    const target = file === "" ? path : normalize(join(dirname(path), file));
    if (!existsSync(join(ROOT, target))) return true;
    return fragment !== undefined && !headings(page(target)).some(({ text }) => anchor(text) === fragment);
  });
}

describe("every link of a page leads to a file and a heading that there are", () => {
  it.each(PAGES)("%s", (path) => {
    expect(broken(path)).toEqual([]);
  });
});
