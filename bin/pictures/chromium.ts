import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import type { Readable, Writable } from "node:stream";

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/** One command of the DevTools protocol, answered. https://chromedevtools.github.io/devtools-protocol/ */
export type Command = (method: string, params?: object) => Promise<Record<string, unknown>>;

export interface Browser {
  /** Commands to the one page that is open. */
  page: Command;
  /** Resolves at the page's next event of this name. */
  next(event: string): Promise<void>;
  close(): Promise<void>;
}

/** The browser's program: CHROMIUM in the environment, or the first that is on the path. */
export function findChromium(env: NodeJS.ProcessEnv): string | undefined {
  if (env.CHROMIUM !== undefined) return existsSync(env.CHROMIUM) ? env.CHROMIUM : undefined;
  const folders = (env.PATH ?? "").split(delimiter);
  return NAMES.flatMap((name) => folders.map((folder) => join(folder, name))).find(existsSync);
}

/** Starts a browser without a window that is spoken to through a pipe, so that it opens no port. */
export async function openBrowser(program: string): Promise<Browser> {
  const profile = await mkdtemp(join(tmpdir(), "regulars-pictures-"));
  // Without a sandbox, since it needs rights that containers do not give; the pages are our own.
  const flags = ["--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", `--user-data-dir=${profile}`];
  const child = spawn(program, [...flags, "--remote-debugging-pipe", "about:blank"], {
    stdio: ["ignore", "ignore", "ignore", "pipe", "pipe"],
  });
  const ended = new Promise<void>((resolve) => child.once("close", () => resolve()));
  const [input, output] = [child.stdio[3] as Writable, child.stdio[4] as Readable];
  const pending = new Map<number, { resolve(result: Record<string, unknown>): void; reject(error: Error): void }>();
  const waiting = new Map<string, () => void>();
  let count = 0;
  let rest = "";

  output.setEncoding("utf8").on("data", (chunk: string) => {
    const messages = (rest + chunk).split("\0");
    rest = messages.pop() ?? "";
    for (const text of messages) {
      const { id, method, result, error } = JSON.parse(text);
      if (id === undefined) waiting.get(method)?.();
      else if (error === undefined) pending.get(id)?.resolve(result);
      else pending.get(id)?.reject(new Error(`chromium: ${error.message}`));
      pending.delete(id);
    }
  });
  void ended.then(() => {
    for (const { reject } of pending.values()) reject(new Error(`${program} ended before it answered`));
  });

  function command(method: string, params: object = {}, sessionId?: unknown): Promise<Record<string, unknown>> {
    return new Promise((resolve, reject) => {
      pending.set(++count, { resolve, reject });
      input.write(`${JSON.stringify({ id: count, method, params, sessionId })}\0`);
    });
  }

  const { targetId } = await command("Target.createTarget", { url: "about:blank" });
  const { sessionId } = await command("Target.attachToTarget", { targetId, flatten: true });
  return {
    page: (method, params) => command(method, params, sessionId),
    next: (event) => new Promise((resolve) => waiting.set(event, resolve)),
    async close() {
      await command("Browser.close").catch(() => undefined);
      await ended;
      await rm(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
