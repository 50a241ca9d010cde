import { existsSync } from "node:fs";
import { expect, it } from "vitest";
import { openLines } from "../../bin/commands/files.ts";

it("lines that cannot be opened are refused before anything runs", async () => {
  await expect(openLines("--out", "no/where.jsonl")).rejects.toThrow(
    "--out no/where.jsonl: cannot write, there is no such file or folder",
  );
});

it.skipIf(!existsSync("/dev/full"))("lines that did not get onto the disk are not passed over", async () => {
  const lines = await openLines("--out", "/dev/full");
  for (let n = 0; n < 10_000; n += 1) lines.write({ n });
  await expect(lines.end()).rejects.toThrow("--out /dev/full: cannot write, the disk is full");
});
