import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { mkdir, open, writeFile } from "node:fs/promises";
import { finished } from "node:stream/promises";
import { Refused } from "./refused.ts";

/** What went wrong with a file that the user named, in words; other errors are faults of ours. */
const REASONS: Readonly<Record<string, string>> = {
  ENOENT: "there is no such file or folder",
  ENOTDIR: "a part of this path is a file, not a folder",
  EISDIR: "this is a folder, not a file",
  EEXIST: "this is a file, not a folder",
  EACCES: "you have no permission",
  EPERM: "you have no permission",
  EROFS: "this disk is read-only",
  ENOSPC: "the disk is full",
  EBUSY: "another program uses it",
  ENAMETOOLONG: "the name is too long",
};

/** `--out /nope/x: cannot write, there is no such file or folder; ...`, or the error as it is. */
export function refusedFile(error: unknown, option: string, path: string, doing: "read" | "write"): unknown {
  const reason = REASONS[(error as NodeJS.ErrnoException).code ?? ""];
  if (reason === undefined) return error;
  return new Refused(`${option} ${path}: cannot ${doing}, ${reason}; give the path of a file you can ${doing}`);
}

export async function writeGiven(option: string, path: string, text: string): Promise<void> {
  await writeFile(path, text).catch((error: unknown) => {
    throw refusedFile(error, option, path, "write");
  });
}

export async function makeFolder(option: string, path: string): Promise<void> {
  await mkdir(path, { recursive: true }).catch((error: unknown) => {
    throw refusedFile(error, option, path, "write");
  });
}

/** Opens a file that the user named, so that a path that cannot be read is said before anything else is done. */
export async function openGiven(option: string, path: string): Promise<AsyncIterable<Uint8Array>> {
  try {
    const handle = await open(path);
    if ((await handle.stat()).isDirectory()) throw Object.assign(new Error("a folder"), { code: "EISDIR" });
    return handle.createReadStream();
  } catch (error) {
    throw refusedFile(error, option, path, "read");
  }
}

/** A file of JSON lines. */
export interface Lines {
  write(line: object): void;
  /** Resolves when all is on the disk; rejects with what kept it from getting there. */
  end(): Promise<void>;
}

export async function openLines(option: string, path: string): Promise<Lines> {
  const stream = createWriteStream(path);
  const done = finished(stream).catch((error: unknown) => {
    throw refusedFile(error, option, path, "write");
  });
  // It may fail long before anybody waits for its end.
  done.catch(() => {});
  await Promise.race([once(stream, "open"), done]);
  return {
    write: (line) => void stream.write(`${JSON.stringify(line)}\n`),
    async end() {
      stream.end();
      await done;
    },
  };
}

/** An error that says itself what kept a file or a port from being used, because the system's own error is its cause. */
export function isOutside(error: unknown): error is Error {
  if (!(error instanceof Error)) return false;
  const { cause } = error;
  return cause instanceof Error && "code" in cause;
}
