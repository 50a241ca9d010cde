import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Stage } from "./stage.ts";

const ROOT = join(import.meta.dirname, "../../..");

/** Runs `regulars <args> --stack … --json` on the deployed stage and returns what it says. */
export async function regulars({ engine, folder }: Stage, ...args: string[]): Promise<unknown> {
  const words = ["--project", folder.path, ...args, "--stack", "RegularsTest", "--region", engine.region, "--json"];
  const { stdout } = await promisify(execFile)(
    join(ROOT, "node_modules/.bin/node"),
    [join(ROOT, "bin/regulars.ts"), ...words],
    {
      cwd: ROOT,
      env: {
        PATH: process.env.PATH,
        AWS_ENDPOINT_URL: engine.endpoint,
        AWS_ACCESS_KEY_ID: "test",
        AWS_SECRET_ACCESS_KEY: "test",
      },
    },
  );
  return JSON.parse(stdout);
}
