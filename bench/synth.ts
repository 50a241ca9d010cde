import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

/** Seconds of `cdk synth` for so many campaigns, the second time: compiled templates are kept. */
export interface SynthFigures {
  campaigns: number;
  seconds: number;
  /** Against the first size. */
  ratio: number;
}

const ROOT = resolve(import.meta.dirname, "..");
const SIZES = [1, 100];

/** Synthesizes shops whose campaigns are copies of the win-back, with the CDK's command line as people do. Takes a minute. */
export function benchSynth(): SynthFigures[] {
  const folder = mkdtempSync(join(tmpdir(), "regulars-bench-"));
  try {
    let first: number | undefined;
    return SIZES.map((campaigns) => {
      const shop = join(folder, String(campaigns));
      makeShop(shop, campaigns);
      synth(shop);
      const seconds = synth(shop);
      first ??= seconds;
      return { campaigns, seconds, ratio: seconds / first };
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function makeShop(folder: string, campaigns: number): void {
  mkdirSync(join(folder, "campaigns"), { recursive: true });
  for (const name of ["templates", "shop.json", "deploy.json"]) {
    cpSync(join(ROOT, name), join(folder, name), { recursive: true });
  }
  const winBack = JSON.parse(readFileSync(join(ROOT, "campaigns/win-back.json"), "utf8"));
  for (let number = 0; number < campaigns; number++) {
    const copy = { ...winBack, id: `win-back-${number}` };
    writeFileSync(join(folder, "campaigns", `${copy.id}.json`), JSON.stringify(copy));
  }
}

function synth(shop: string): number {
  const cdk = join(ROOT, "node_modules/.bin/cdk");
  const started = performance.now();
  execFileSync(cdk, ["synth", "--quiet", "-c", `project=${shop}`, "-o", join(shop, "out")], {
    cwd: ROOT,
    stdio: "pipe",
  });
  return (performance.now() - started) / 1000;
}

/** As lines of words, for people. */
export function describeSynth(figures: readonly SynthFigures[]): string[] {
  return figures.map(({ campaigns, seconds, ratio }) => {
    const many = `cdk synth, ${campaigns} campaign${campaigns === 1 ? "" : "s"}`.padEnd(30);
    return `${many}${seconds.toFixed(1).padStart(8)} s  ${ratio.toFixed(2)} times the first`;
  });
}
