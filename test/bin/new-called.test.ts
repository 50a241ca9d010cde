import { mkdir, mkdtemp, readFile, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { called } from "../../bin/commands/new/called.ts";
import { firstShop } from "../../bin/commands/new/declare.ts";
import { printYours, yoursIn } from "../../bin/commands/new/yours.ts";
import { LIBRARY_FOLDER, readLibrary } from "../../lib/project/library.ts";

let elsewhere: string;
beforeAll(async () => {
  elsewhere = await realpath(await mkdtemp(join(tmpdir(), "regulars-called-")));
});
afterAll(() => rm(elsewhere, { recursive: true, force: true }));

describe("a command that is printed", () => {
  it("is short where npx finds Regulars, and names the folder where it is another", () => {
    expect(called(".", LIBRARY_FOLDER)).toBe("npx regulars");
    expect(called(".", join(LIBRARY_FOLDER, "docs"))).toBe("npx regulars");
    expect(called("../my-shop", LIBRARY_FOLDER)).toBe("npx regulars --project ../my-shop");
    expect(called("../Ann's shop", LIBRARY_FOLDER)).toBe("npx regulars --project '../Ann'\\''s shop'");
  });

  it("says where Regulars lies from a folder that has nothing to do with it", async () => {
    const prefix = relative(elsewhere, LIBRARY_FOLDER);
    expect(called(elsewhere, elsewhere)).toBe(`npx --prefix ${prefix} regulars`);
    expect(called("shop", elsewhere)).toBe(`npx --prefix ${prefix} regulars --project shop`);
  });

  it("is short where Regulars is installed above", async () => {
    const inside = join(elsewhere, "with/shop");
    await mkdir(join(elsewhere, "with/node_modules/.bin"), { recursive: true });
    await mkdir(inside);
    await writeFile(join(elsewhere, "with/node_modules/.bin/regulars"), "");
    expect(called(".", inside)).toBe("npx regulars");
  });
});

it("every word of the example shop's that names it is among those to be changed", async () => {
  const { folder, shop } = await readLibrary();
  const yours = yoursIn(firstShop(await readFile(join(folder, "shop.json"), "utf8")));
  const changed = new Map(yours.change.map(({ key, says }) => [key, says]));
  expect(changed.get("url")).toBe(shop.url);
  expect(changed.get("referral.landing")).toBe(shop.referral?.landing);
  const naming = Object.entries(shop).flatMap(([key, value]) =>
    key !== "topics" && /blue ?cup/i.test(JSON.stringify(value)) ? [key] : [],
  );
  expect([...changed.keys()].map((key) => key.split(".")[0])).toEqual(expect.arrayContaining(naming));
  expect(printYours(yours).at(-2)).toMatch(/consent/);
});
