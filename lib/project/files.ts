import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Fault } from "../campaign/faults.ts";
import type { SourceFile } from "../campaign/reading/document.ts";

/** What keeps a file that is there from being read, and what its owner can do. */
const REASONS: Readonly<Record<string, { what: string; fix: string }>> = {
  EACCES: { what: "this file may not be read", fix: "give yourself permission to read it" },
  EPERM: { what: "this file may not be read", fix: "give yourself permission to read it" },
  EISDIR: { what: "this is a folder where a file should be", fix: "rename the folder, or put the file in its place" },
  ELOOP: { what: "this link leads to itself", fix: "put the file itself in its place" },
};

const NOT_TEXT = {
  what: "this is not UTF-8 text",
  fix: 'save it as UTF-8; some editors call other encodings "Unicode" or "ANSI"',
};

/** A file of the shop's folder as text; a fault when it cannot be read; undefined when it is not there. */
export async function readIfThere(folder: string, path: string): Promise<SourceFile | { fault: Fault } | undefined> {
  try {
    const bytes = await readFile(join(folder, path));
    return { path, text: new TextDecoder("utf-8", { fatal: true }).decode(bytes) };
  } catch (error) {
    if (error instanceof TypeError) return { fault: { file: path, path: "", ...NOT_TEXT } };
    const code = (error as NodeJS.ErrnoException).code ?? "";
    if (code === "ENOENT") return undefined;
    const reason = REASONS[code];
    if (reason === undefined) throw error;
    return { fault: { file: path, path: "", ...reason } };
  }
}
