import { chmod, mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
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
    names: ["hello"],
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
  expect(await readTemplates(join(folder, "none"))).toEqual({ sources: [], names: [], faults: [] });
});

it("says what it cannot read of a template, and leaves that template out", async () => {
  await mkdir(join(folder, "good"));
  await mkdir(join(folder, "bad", "more"), { recursive: true });
  await mkdir(join(folder, "_theme"));
  await writeFile(join(folder, "good", "subject.txt"), "Hello");
  await writeFile(join(folder, "bad", "subject.txt"), Uint8Array.of(0x48, 0xe9));
  await writeFile(join(folder, "_theme", "look.mjml"), Uint8Array.of(0xff, 0xfe));
  await symlink(join(folder, "nowhere"), join(folder, "bad", "body.mjml"));
  const { sources, names, faults } = await readTemplates(folder);
  expect(sources.map(({ name }) => name)).toEqual(["good"]);
  expect(names).toEqual(["bad", "good"]);
  expect(faults.map(say)).toEqual([
    expect.stringMatching(/^templates\/_theme\/look\.mjml: this is not UTF-8 text; save it as UTF-8/),
    expect.stringMatching(/^templates\/bad\/body\.mjml: this link leads to nothing; /),
    expect.stringMatching(/^templates\/bad\/more: templates have no folders within; /),
    expect.stringMatching(/^templates\/bad\/subject\.txt: this is not UTF-8 text; /),
  ]);
});

it("follows links to files and folders", async () => {
  await mkdir(join(folder, "elsewhere"));
  await writeFile(join(folder, "words.txt"), "Hello");
  await symlink(join(folder, "words.txt"), join(folder, "elsewhere", "subject.txt"));
  await mkdir(join(folder, "templates"));
  await symlink(join(folder, "elsewhere"), join(folder, "templates", "hello"));
  const { sources, faults } = await readTemplates(join(folder, "templates"));
  expect(faults).toEqual([]);
  expect(sources).toMatchObject([{ name: "hello", files: { "subject.txt": "Hello" } }]);
});

it("says that a file lies where the folder should be", async () => {
  await writeFile(join(folder, "templates"), "");
  expect((await readTemplates(join(folder, "templates"))).faults.map(say)).toEqual([
    expect.stringMatching(/^templates: this is a file where a folder should be; /),
  ]);
});

it.skipIf(process.getuid?.() === 0)("says which file or folder may not be read", async () => {
  for (const name of ["hello", "shut"]) await mkdir(join(folder, name));
  await writeFile(join(folder, "hello", "subject.txt"), "Hello", { mode: 0 });
  await chmod(join(folder, "shut"), 0);
  expect((await readTemplates(folder)).faults.map(say)).toEqual([
    expect.stringMatching(/^templates\/hello\/subject\.txt: this file may not be read; /),
    expect.stringMatching(/^templates\/shut: this file may not be read; /),
  ]);
});
