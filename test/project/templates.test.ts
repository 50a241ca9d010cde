import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { say } from "../../lib/campaign/faults.ts";
import { readTemplates } from "../../lib/project/templates.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "regulars-"));
});
afterEach(() => rm(folder, { recursive: true }));

it("reads each folder's files, and those of folders with _ for all", async () => {
  await mkdir(join(folder, "hello"));
  await mkdir(join(folder, "_theme"));
  await writeFile(join(folder, "hello", "subject.txt"), "สวัสดี");
  await writeFile(join(folder, "hello", ".DS_Store"), "");
  await writeFile(join(folder, "_theme", "look.mjml"), "<mj-text />");
  expect(await readTemplates(folder)).toEqual({
    sources: [
      {
        name: "hello",
        folder: "templates/hello",
        files: { "subject.txt": "สวัสดี" },
        shared: { "_theme/look.mjml": "<mj-text />" },
      },
    ],
    faults: [],
  });
});

it("says what is no template", async () => {
  await mkdir(join(folder, "Big News"));
  await writeFile(join(folder, "stray.mjml"), "");
  await writeFile(join(folder, "README.md"), "");
  const { sources, faults } = await readTemplates(folder);
  expect(sources).toEqual([]);
  expect(faults.map(say)).toEqual([
    expect.stringMatching(/^templates\/Big News: "Big News" is not a name; .*; rename the folder$/),
    "templates/stray.mjml: this file is in no template's folder; move it into one",
  ]);
});

it("takes a missing folder for an empty one", async () => {
  expect(await readTemplates(join(folder, "none"))).toEqual({ sources: [], faults: [] });
});
