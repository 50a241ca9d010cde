import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Fault } from "../campaign/faults.ts";
import type { SourceFile } from "../campaign/reading/document.ts";

const FORBIDDEN = { what: "this file may not be read", fix: "give yourself permission to read it" };

/** What keeps a file that is there from being read, and what its owner can do. */
const REASONS: Readonly<Record<string, { what: string; fix: string }>> = {
  EACCES: FORBIDDEN,
  EPERM: FORBIDDEN,
  ENOTDIR: { what: "this is a file where a folder should be", fix: "rename the file, or put a folder in its place" },
  EISDIR: { what: "this is a folder where a file should be", fix: "rename the folder, or put the file in its place" },
  ELOOP: { what: "this link leads to itself", fix: "put the file itself in its place" },
};

const NOT_TEXT = {
  what: "this is not UTF-8 text",
  fix: 'save it as UTF-8; some editors call other encodings "Unicode" or "ANSI"',
};

/**
 * A file of the shop's folder as text; a fault when it cannot be read; undefined when it is not there. `path` is within the
 * folder, and how faults call the file.
 */
export async function readIfThere(folder: string, path: string): Promise<SourceFile | { fault: Fault } | undefined> {
  const read = await readText(join(folder, path), path);
  if (read === undefined || "fault" in read) return read;
  return { path, text: read.text };
}

/** The same for a file anywhere, which its author calls `shown`. */
export async function readText(path: string, shown: string): Promise<{ text: string } | { fault: Fault } | undefined> {
  try {
    return { text: new TextDecoder("utf-8", { fatal: true }).decode(await readFile(path)) };
  } catch (error) {
    if (error instanceof TypeError) return { fault: { file: shown, path: "", ...NOT_TEXT } };
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    return { fault: unreadable(error, shown) };
  }
}

/** The fault of a file or folder that the system does not let us read; throws errors that are no owner's to mend. */
export function unreadable(error: unknown, shown: string): Fault {
  const reason = REASONS[(error as NodeJS.ErrnoException).code ?? ""];
  if (reason === undefined) throw error;
  return { file: shown, path: "", ...reason };
}
