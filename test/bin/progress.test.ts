import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { progressBar } from "../../bin/commands/simulate/progress.ts";

const { isTTY } = process.stderr;
let written: string;
beforeEach(() => {
  written = "";
  vi.spyOn(process.stderr, "write").mockImplementation((piece) => {
    written += String(piece);
    return true;
  });
});
afterEach(() => {
  vi.restoreAllMocks();
  process.stderr.isTTY = isTTY;
});

function shown(atTerminal: boolean, isSilent: boolean): string {
  process.stderr.isTTY = atTerminal;
  const bar = progressBar(isSilent);
  bar.update(0, 10, Date.parse("2025-03-04"));
  bar.update(5, 10, Date.parse("2025-06-07"));
  bar.stop();
  return written;
}

it("a person at a terminal sees how far the simulation is", () => {
  expect(shown(true, false)).toMatch(/0%\s+2025-03-04/);
});

it("a log or a pipe does not", () => {
  expect(shown(false, false)).toBe("");
});

it("nor does a terminal when JSON was asked for", () => {
  expect(shown(true, true)).toBe("");
});
