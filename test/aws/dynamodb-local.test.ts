import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { afterEach, expect, test, vi } from "vitest";
import { startDynamoDbLocal } from "./engines/dynamodb-local.ts";

const OWNER = join(import.meta.dirname, "engines/dynamodb-owner-child.ts");

afterEach(() => {
  vi.unstubAllEnvs();
});

async function answers(endpoint: string): Promise<boolean> {
  return await fetch(endpoint).then(
    () => true,
    () => false,
  );
}

test("two engines run side by side until they are stopped", async () => {
  const [one, other] = await Promise.all([startDynamoDbLocal(), startDynamoDbLocal()]);
  expect(one.endpoint).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  expect(other.endpoint).not.toBe(one.endpoint);
  await one.stop();
  await one.stop();
  expect(await answers(one.endpoint)).toBe(false);
  expect(await answers(other.endpoint)).toBe(true);
  await other.stop();
});

test("an engine does not outlive an owner that was killed", async () => {
  const owner = spawn(process.execPath, [OWNER], { stdio: ["ignore", "pipe", "inherit"] });
  const [endpoint] = (await once(createInterface(owner.stdout), "line")) as [string];
  expect(await answers(endpoint)).toBe(true);
  owner.kill("SIGKILL");
  await vi.waitUntil(async () => !(await answers(endpoint)), { timeout: 10_000 });
});

test("says what is missing on a machine without Maven", async () => {
  const cache = mkdtempSync(join(tmpdir(), "engines-"));
  vi.stubEnv("REGULARS_CACHE", cache);
  vi.stubEnv("PATH", cache);
  await expect(startDynamoDbLocal()).rejects.toThrow("no `mvn` on PATH; install Maven and a JDK 17");
  rmSync(cache, { recursive: true });
});

test("says what is missing on a machine without Java", async () => {
  // The libraries are there already.
  await startDynamoDbLocal().then((local) => local.stop());
  vi.stubEnv("PATH", tmpdir());
  vi.stubEnv("JAVA_HOME", "");
  await expect(startDynamoDbLocal()).rejects.toThrow("no `java` on PATH or in JAVA_HOME; install a JDK 17");
});
