import { spawn } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { tail } from "../support/tail.ts";
import type { Engine } from "./ministack.ts";

const ROOT = join(import.meta.dirname, "../../..");
const BIN = join(ROOT, "node_modules/.bin");

/** A CDK app: `app` is the command that synthesizes it (run in the repository), `context` its `-c` values. */
export interface App {
  readonly engine: Engine;
  readonly app: string;
  readonly context?: Record<string, string>;
}

/** Makes the account ready for deployments, once per engine. */
export async function bootstrap(engine: Engine): Promise<void> {
  const environment = `aws://${engine.account}/${engine.region}`;
  // Away from the repository, whose cdk.json would have the app synthesized for nothing.
  await inScratch((scratch) => cdk(engine, scratch, ["bootstrap", environment], scratch));
}

/**
 * Deploys all stacks of an app and returns their outputs by name, as one record.
 * Quiet when it succeeds; throws with the end of what the CDK said when it does not.
 * @param options.outputsFile also writes the outputs there, in the CDK's own form ({stack: {name: value}})
 */
export async function deploy(options: App & { outputsFile?: string }): Promise<Record<string, string>> {
  return await inScratch(async (scratch) => {
    const file = options.outputsFile ?? join(scratch, "outputs.json");
    const flags = ["--require-approval", "never", "--progress", "errors-only", "--outputs-file", file];
    await cdk(options.engine, scratch, ["deploy", "--all", ...flags, ...described(options, scratch)]);
    const stacks: Record<string, Record<string, string>> = JSON.parse(await readFile(file, "utf8"));
    return Object.assign({}, ...Object.values(stacks));
  });
}

/** Deletes all stacks of an app; what they retain stays. */
export async function destroy(options: App): Promise<void> {
  await inScratch((scratch) =>
    cdk(options.engine, scratch, ["destroy", "--all", "--force", ...described(options, scratch)]),
  );
}

/** One output of a deployment; throws with the names there are when it has none of that name. */
export function outputNamed(outputs: Record<string, string>, name: string): string {
  const value = outputs[name];
  if (value === undefined) throw new Error(`no output "${name}"; there are: ${Object.keys(outputs).join(", ")}`);
  return value;
}

function described({ app, context = {} }: App, scratch: string): string[] {
  const values = Object.entries(context).flatMap(([name, value]) => ["--context", `${name}=${value}`]);
  return ["--app", app, "--output", join(scratch, "cdk.out"), ...values];
}

async function inScratch<T>(work: (scratch: string) => Promise<T>): Promise<T> {
  const scratch = await mkdtemp(join(tmpdir(), "regulars-cdk-"));
  try {
    return await work(scratch);
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

async function cdk(engine: Engine, scratch: string, args: string[], cwd = ROOT): Promise<void> {
  const quiet = ["--no-notices", "--no-version-reporting", "--no-color"];
  const child = spawn(join(BIN, "node"), [join(ROOT, "node_modules/aws-cdk/bin/cdk"), ...args, ...quiet], {
    cwd,
    env: settings(engine, scratch),
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding("utf8").on("data", (text) => (said += text));
  const code = await new Promise<number | null>((resolve, reject) =>
    child.once("error", reject).once("close", resolve),
  );
  if (code !== 0)
    throw new Error(`cdk ${args[0]} failed (code ${code}):\n${tail(said, 60)}\nEngine log: ${engine.log}`);
}

/** The command line's whole environment: no profile, key or cache of this machine takes part, and nobody is phoned. */
function settings(engine: Engine, scratch: string): Record<string, string> {
  return {
    PATH: [BIN, process.env.PATH].join(delimiter),
    HOME: scratch,
    TMPDIR: scratch,
    AWS_ENDPOINT_URL: engine.endpoint,
    AWS_ACCESS_KEY_ID: "test",
    AWS_SECRET_ACCESS_KEY: "test",
    AWS_REGION: engine.region,
    AWS_DEFAULT_REGION: engine.region,
    AWS_EC2_METADATA_DISABLED: "true",
    CDK_DISABLE_CLI_TELEMETRY: "true",
    CDK_DISABLE_VERSION_CHECK: "true",
  };
}
