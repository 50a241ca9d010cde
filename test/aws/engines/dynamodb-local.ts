import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { tail } from "../support/tail.ts";
import { mavenJars } from "./maven-jars.ts";

const ROOT = join(import.meta.dirname, "../../..");
const SOURCE = join(import.meta.dirname, "dynamodb-local");
const STARTS_WITHIN_MS = 60_000;

export interface DynamoDbLocal {
  readonly endpoint: string;
  stop(): Promise<void>;
}

/**
 * Starts AWS's own DynamoDB Local, in memory, on a free port of 127.0.0.1; it is fetched on first use, to
 * `.regulars/cache/engines` (or $REGULARS_CACHE/engines). It ends with this process, even if that is killed. Throws when there
 * is no Maven or no JDK 17, or with what DynamoDB Local said instead of starting.
 */
export async function startDynamoDbLocal(): Promise<DynamoDbLocal> {
  const cache = process.env.REGULARS_CACHE ?? join(ROOT, ".regulars/cache");
  const jars = join(cache, "engines/dynamodb-local");
  await mavenJars(jars, join(SOURCE, "pom.xml"));
  // Maven looks there for its Java, too.
  const home = process.env.JAVA_HOME;
  const java = spawn(
    home ? join(home, "bin/java") : "java",
    [
      // Started for seconds: a short warm-up is worth more than speed.
      ...["-Xmx512m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"],
      ...[`-Djava.library.path=${jars}`, "-cp", join(jars, "*"), join(SOURCE, "Loopback.java")],
    ],
    // A group of its own: Ctrl-C is for the tests, which may still ask the engine while they end.
    { cwd: jars, detached: true, stdio: ["pipe", "pipe", "pipe"] },
  );
  const kill = () => void java.kill("SIGKILL");
  process.once("exit", kill);
  const stop = async () => {
    process.off("exit", kill);
    if (java.exitCode !== null || java.signalCode !== null) return;
    const exit = once(java, "exit");
    kill();
    await exit;
  };
  try {
    return { endpoint: `http://127.0.0.1:${await portOf(java)}`, stop };
  } catch (error) {
    if (java.pid !== undefined) await stop();
    throw error;
  }
}

/** It prints its port when it takes requests. */
function portOf(java: ChildProcess): Promise<string> {
  let said = "";
  return new Promise((resolve, reject) => {
    const fail = (why: string) => {
      clearTimeout(timer);
      reject(new Error(`DynamoDB Local did not start: ${why}\n${tail(said)}`));
    };
    const timer = setTimeout(() => fail(`no word within ${STARTS_WITHIN_MS / 1000} s`), STARTS_WITHIN_MS);
    java.once("error", () => fail("there is no `java` on PATH or in JAVA_HOME; install a JDK 17"));
    java.once("exit", (code, signal) => fail(`it ended with ${code ?? signal}; it needs a JDK of 17 or later`));
    java.stdin?.on("error", () => {});
    for (const stream of [java.stdout, java.stderr]) {
      stream?.setEncoding("utf8").on("data", (text: string) => {
        said = tail(said + text);
        const port = /listening on (\d+)/.exec(said)?.[1];
        if (port === undefined) return;
        clearTimeout(timer);
        resolve(port);
      });
    }
  });
}
