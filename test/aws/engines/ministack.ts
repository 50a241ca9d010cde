import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, openSync } from "node:fs";
import { mkdtemp, readFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { type Calls, countCalls } from "../support/calls.ts";
import { tail } from "../support/tail.ts";
import { logFile } from "./log-file.ts";
import { pythonEnvironment } from "./python-environment.ts";

const ROOT = join(import.meta.dirname, "../../..");
const BIN = join(ROOT, "node_modules/.bin");
const REQUIREMENTS = join(import.meta.dirname, "ministack-requirements.txt");
const STARTS_WITHIN_MS = 60_000;

/** An AWS-compatible engine that runs on this machine. */
export interface Engine {
  /** The one address of all services; a number, not a name, because then clients address S3 buckets by path. */
  readonly endpoint: string;
  readonly region: string;
  readonly account: string;
  /** File with what the engine and the functions printed; it outlives `stop`. */
  readonly log: string;
  /** Temporary folder of what the engine keeps, removed by `stop`. */
  readonly data: string;
  /** What functions asked of the engine. */
  readonly calls: Calls;
  /** Ends the engine and every process it started. */
  stop(): Promise<void>;
}

export interface Options {
  /** Factor on the seconds of Wait states, e.g. 0.001. */
  readonly waitScale?: number;
  /** Factor on TimeoutSeconds of tasks that wait for a token; none becomes shorter than `leastTimeout`. */
  readonly timeoutScale?: number;
  /** Seconds, 5 unless given: in that time a message has to be sent. */
  readonly leastTimeout?: number;
  /** More variables for the engine, which functions inherit. */
  readonly env?: Record<string, string>;
}

/**
 * Starts MiniStack on a free port of 127.0.0.1 with nothing remembered from earlier runs; it is installed on first use,
 * under `.regulars/cache/engines` (or $REGULARS_CACHE/engines).
 */
export async function startMiniStack(options: Options = {}): Promise<Engine> {
  const cache = process.env.REGULARS_CACHE ?? join(ROOT, ".regulars/cache");
  const version = /^ministack==(.+)$/m.exec(await readFile(REQUIREMENTS, "utf8"))?.[1];
  const python = await pythonEnvironment(join(cache, "engines", `ministack-${version}`), REQUIREMENTS);
  const port = await freePort();
  const data = await mkdtemp(join(tmpdir(), "regulars-ministack-"));
  const log = await logFile(join(cache, "logs"), `ministack-${process.pid}-${port}`);
  const endpoint = `http://127.0.0.1:${port}`;
  const calls = await countCalls(endpoint);
  const output = openSync(log, "w");
  const leash = spawn(
    join(BIN, "node"),
    [join(import.meta.dirname, "leash-child.ts"), data, python, join(import.meta.dirname, "start-ministack.py")],
    {
      cwd: data,
      env: { ...settings(port, data, options), AWS_ENDPOINT_URL: calls.endpoint },
      detached: true,
      stdio: ["pipe", output, output],
    },
  );
  closeSync(output);
  const stop = async () => {
    await end(leash);
    await calls.close();
  };
  try {
    await answering(`${endpoint}/_ministack/ready`, leash);
  } catch (error) {
    await stop();
    throw new Error(`MiniStack did not start: ${(error as Error).message}\n${tail(await readFile(log, "utf8"))}`);
  }
  return { endpoint, region: "us-east-1", account: "000000000000", log, data, calls, stop };
}

/** The engine's whole environment: what this process has of keys, profiles and proxies must not reach functions. */
function settings(port: number, data: string, options: Options) {
  return {
    // Functions run on the first `node` of PATH, which is the pinned one.
    PATH: [BIN, process.env.PATH].join(delimiter),
    HOME: data,
    TMPDIR: data,
    LANG: "C.UTF-8",
    TZ: "UTC",
    BIND_HOST: "127.0.0.1",
    GATEWAY_PORT: String(port),
    PERSIST_STATE: "0",
    S3_PERSIST: "0",
    STATE_DIR: join(data, "state"),
    S3_DATA_DIR: join(data, "s3"),
    LAMBDA_EXECUTOR: "local",
    // The engine would bound it by the memory of the machine and refuse the rest, where AWS has a thousand.
    LAMBDA_ACCOUNT_CONCURRENCY: "0",
    // No Docker: without this the engine would sweep the machine's containers for its own.
    DOCKER_HOST: `unix://${join(data, "no-docker.sock")}`,
    LOG_LEVEL: "INFO",
    // glibc's arena per thread would otherwise multiply the memory of its 64 worker threads.
    MALLOC_ARENA_MAX: "2",
    SFN_WAIT_SCALE: String(options.waitScale ?? 1),
    REGULARS_TIMEOUT_SCALE: String(options.timeoutScale ?? 1),
    REGULARS_TIMEOUT_LEAST: String(options.leastTimeout ?? 5),
    ...options.env,
  };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  if (address === null || typeof address === "string") throw new Error("no port");
  return address.port;
}

async function answering(url: string, leash: ChildProcess): Promise<void> {
  const giveUp = Date.now() + STARTS_WITHIN_MS;
  while (Date.now() < giveUp) {
    if (leash.exitCode !== null) throw new Error(`it ended with code ${leash.exitCode}`);
    const answer = await fetch(url).catch(() => undefined);
    if (answer?.ok) return;
    await sleep(100);
  }
  throw new Error(`no answer from ${url} within ${STARTS_WITHIN_MS / 1000} s`);
}

async function end(leash: ChildProcess): Promise<void> {
  if (leash.exitCode !== null || leash.signalCode !== null) return;
  const exit = once(leash, "exit");
  leash.stdin?.end();
  await exit;
}
