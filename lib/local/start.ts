import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { createLinks } from "../email/links.ts";
import { createAddresses } from "../journey/addresses.ts";
import type { Log } from "../journey/ports.ts";
import { openDatabase } from "../store/database.ts";
import { createRealClock } from "./clock.ts";
import { createApp } from "./server/app.ts";
import { isNew, openNew } from "./server/keep/first.ts";
import { lockDatabase } from "./server/keep/lock.ts";
import { openSettings } from "./server/keep/settings.ts";
import { listen } from "./server/listen.ts";
import { createNotes } from "./server/notes.ts";
import { keepRunning } from "./server/running.ts";
import { createRuntime, type LocalProject } from "./server/runtime.ts";
import type { Site } from "./server/site.ts";
import { keepSwept } from "./server/sweeping.ts";

/** Campaigns and templates without faults, and where they run. */
export interface StartOptions extends LocalProject {
  /** A file, or `:memory:`. */
  databasePath?: string;
  /** 0 takes any that is free. */
  port?: number;
  /** A new database begins without the invented history. */
  empty?: boolean;
  /** One line of JSON on the standard error stream unless given. */
  log?: Log;
  /** The time of day, epoch milliseconds; for tests. */
  wall?: () => number;
}

export interface LocalServer {
  url: string;
  /** Resolves when what is under way is done and everything is closed; calling it again is no fault. What is stored goes on at the next start. */
  stop(): Promise<void>;
}

const DATABASE = ".regulars/local.db";
const PORT = 4400;

/**
 * Starts a shop on this machine, or goes on with the one in the database: journeys, inbox, pages. Only this machine reaches it.
 *
 * 1. The port is taken, so that a second server is told so at once; requests wait from then on.
 * 2. The database is locked, and filled with a history when it is new.
 * 3. The clock goes on where it was moved to; campaigns that changed get their new version for new people.
 * 4. Journeys run, what has expired is removed, and requests are answered.
 *
 * Throws an Error that says how to go on when the port or the database is in use.
 */
export async function startLocal(options: StartOptions): Promise<LocalServer> {
  const { shop, campaigns, templates, templateRates, leftOut = [] } = options;
  const { databasePath = DATABASE, port = PORT, empty = false, log = logLine, wall = Date.now } = options;
  const project: LocalProject = { shop, campaigns, templates, templateRates, leftOut };
  const listener = await listen(port);
  const undo: (() => unknown)[] = [];
  try {
    if (databasePath !== ":memory:") mkdirSync(dirname(databasePath), { recursive: true });
    const lock = lockDatabase(databasePath);
    undo.unshift(lock.release);
    const database = isNew(databasePath)
      ? await openNew(databasePath, {
          project,
          baseUrl: listener.url,
          log,
          now: wall(),
          isEmpty: empty,
        })
      : openDatabase(databasePath);
    undo.unshift(() => database.close());

    const settings = openSettings(database);
    const clock = createRealClock({
      wall,
      offset: settings.clockOffset,
      keep: (offset) => {
        settings.clockOffset = offset;
      },
    });
    const links = createLinks({ keys: [settings.linkSecret], baseUrl: listener.url });
    const addresses = createAddresses(settings.addressKey);
    const runtime = createRuntime({ database, clock, random: Math.random, project, links, addresses, log });
    const running = keepRunning(runtime.world.loop, log);
    undo.unshift(running.stop);
    const swept = keepSwept({ database, table: runtime.table }, clock);
    undo.unshift(swept.stop);
    const site: Site = {
      project,
      runtime,
      clock,
      ahead: () => clock.now() - wall(),
      links,
      addresses,
      url: listener.url,
      notes: createNotes(),
      sweep: swept.sweep,
      trouble: running.trouble,
    };
    listener.answer(createApp(site, listener.port, log).fetch);
    let stopped: Promise<void> | undefined;
    return {
      url: listener.url,
      stop() {
        // Requests under way are answered first: they wait for what runs.
        stopped ??= listener.close().then(() => undoAll(undo));
        return stopped;
      },
    };
  } catch (error) {
    await listener.close();
    await undoAll(undo);
    throw error;
  }
}

function logLine(level: string, message: string, facts: Record<string, unknown>): void {
  process.stderr.write(`${JSON.stringify({ level, message, ...facts })}\n`);
}

async function undoAll(steps: readonly (() => unknown)[]): Promise<void> {
  for (const step of steps) await step();
}
