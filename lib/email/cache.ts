import { createHash } from "node:crypto";
import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import * as z from "zod";

/** Raise this when the same source would compile to something else: another MJML, other options, other text. */
export const FORMAT = "mjml 5.4.1, regulars 3";

const compiledSchema = z.object({ html: z.string(), text: z.string().optional() });
export type CompiledBody = z.infer<typeof compiledSchema>;

/** The name under which the compiled form of this body is kept. */
export function cacheKey(kind: "mjml" | "html", text: string): string {
  return createHash("sha256").update(`${FORMAT}\0${kind}\0${text}`).digest("hex").slice(0, 40);
}

/** Undefined when it is not there, or is not whole. */
export async function readCache(folder: string, key: string): Promise<CompiledBody | undefined> {
  try {
    return compiledSchema.parse(JSON.parse(await readFile(join(folder, `${key}.json`), "utf8")));
  } catch {
    return undefined;
  }
}

/** Written beside and then moved: a reader never sees half a file. A cache that cannot be written is no fault. */
export async function writeCache(folder: string, key: string, body: CompiledBody): Promise<void> {
  const path = join(folder, `${key}.json`);
  const beside = `${path}.${process.pid}`;
  try {
    await mkdir(folder, { recursive: true });
    await writeFile(beside, JSON.stringify(body));
    await rename(beside, path);
  } catch {
    // A read-only disk costs the next start a third of a second.
  }
}
