import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { FORMAT } from "../../lib/email/cache.ts";
import { compileTemplate } from "../../lib/email/compile.ts";
import packages from "../../package.json" with { type: "json" };
import { withBody } from "./support.ts";

let cacheDir: string;
beforeEach(async () => {
  cacheDir = await mkdtemp(join(tmpdir(), "regulars-"));
});
afterEach(async () => {
  vi.doUnmock("mjml");
  await rm(cacheDir, { recursive: true });
});

const source = withBody("<mj-text>Hi {{ customer.id }}</mj-text>");

function forbidMjml() {
  vi.doMock("mjml", () => {
    throw new Error("mjml was loaded");
  });
}

it("compiles a body once, and then without MJML", async () => {
  const first = await compileTemplate(source, { cacheDir });
  expect(first.faults).toEqual([]);
  forbidMjml();
  await expect(compileTemplate(withBody("<mj-text>new</mj-text>"), { cacheDir })).rejects.toThrow();
  expect(await compileTemplate(source, { cacheDir })).toEqual(first);
});

it("compiles anew when the kept form is not whole", async () => {
  const first = await compileTemplate(source, { cacheDir });
  for (const name of await readdir(cacheDir)) await writeFile(join(cacheDir, name), '{"html": ');
  expect(await compileTemplate(source, { cacheDir })).toEqual(first);
});

it("still checks what it does not compile", async () => {
  await compileTemplate(source, { cacheDir });
  forbidMjml();
  const files = { ...source.files, "subject.txt": "" };
  expect((await compileTemplate({ ...source, files }, { cacheDir })).faults).toHaveLength(1);
});

it("does without a folder it cannot write", async () => {
  const file = join(cacheDir, "file");
  await writeFile(file, "");
  expect((await compileTemplate(source, { cacheDir: join(file, "cache") })).faults).toEqual([]);
});

it("forgets what another MJML compiled", () => {
  expect(FORMAT).toContain(`mjml ${packages.dependencies.mjml}`);
});
