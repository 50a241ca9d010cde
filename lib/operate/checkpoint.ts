import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { Trouble } from "./trouble.ts";

/** How far a long command came, in a file, so that it goes on there when it is run again. */
export interface Checkpoint<State> {
  readonly file: string;
  load(): Promise<State | undefined>;
  save(state: State): Promise<void>;
  /** The command came to its end: the next run begins anew. */
  clear(): Promise<void>;
}

/**
 * @param about what the command was asked for: a run that was asked for something else does not go on here
 * @param anew what was left by an earlier run does not count
 */
export function openCheckpoint<State>(file: string, about: object, anew = false): Checkpoint<State> {
  const asked = JSON.stringify(about);
  return {
    file,
    async load() {
      if (anew) return undefined;
      const kept = await read(file);
      if (kept === undefined) return undefined;
      if (JSON.stringify(kept.about) === asked) return kept.state as State;
      throw new Trouble(
        `${file}: an earlier run that was asked for ${JSON.stringify(kept.about)} did not come to its end; run that again to finish it, or say --anew to begin this one`,
      );
    },
    async save(state) {
      await mkdir(dirname(file), { recursive: true });
      // Renamed into place: a kill leaves the old one or the new one, never half of one.
      await writeFile(`${file}.new`, `${JSON.stringify({ about, state }, null, 2)}\n`);
      await rename(`${file}.new`, file);
    },
    clear: () => rm(file, { force: true }),
  };
}

async function read(file: string): Promise<{ about: object; state: unknown } | undefined> {
  const text = await readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return undefined;
    throw error;
  });
  if (text === undefined) return undefined;
  try {
    const kept = JSON.parse(text);
    if (typeof kept?.about === "object" && kept.about !== null && "state" in kept) return kept;
  } catch {
    // Said below, as for any other content.
  }
  throw new Trouble(`${file}: this is no checkpoint of Regulars; move it away, or say --anew`);
}
