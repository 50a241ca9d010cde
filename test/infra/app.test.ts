import { spawnSync } from "node:child_process";
import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, test } from "vitest";
import { say } from "../../lib/campaign/faults.ts";
import { addStage } from "../../lib/infra/app.ts";
import { fakeBundle, newApp, ROOT, temporary } from "./given.ts";

let folder = "";
beforeEach(() => {
  folder = temporary("regulars-app-");
  for (const name of ["shop.json", "deploy.json"]) cpSync(join(ROOT, name), join(folder, name));
});
const write = (name: string, value: unknown) => writeFileSync(join(folder, name), JSON.stringify(value));
const add = (stage?: string) => addStage(newApp(), { folder, stage, bundle: fakeBundle });

describe("a shop's folder", () => {
  test("becomes the stack of its only stage", async () => {
    const { stack, faults } = await add();
    expect(faults).toEqual([]);
    expect(stack?.stackName).toBe("RegularsProd");
    expect(stack?.region).toBe(JSON.parse(readFileSync(join(ROOT, "deploy.json"), "utf8")).stages.prod.region);
  });

  test("with faults becomes nothing, and all of them are said: of the stages, the shop and the campaigns", async () => {
    cpSync(join(ROOT, "campaigns"), join(folder, "campaigns"), { recursive: true });
    write("deploy.json", { stages: { prod: { region: "eu-central-1", logDays: 2 } } });
    const { stack, faults } = await add();
    expect(stack).toBeUndefined();
    const said = faults.map(say);
    expect(said).toContainEqual(expect.stringMatching(/^deploy\.json:1 stages\.prod\.logDays: /));
    // There are no templates here.
    expect(said).toContainEqual(expect.stringMatching(/^campaigns\/win-back\.json:\d+ .*no template/));
  });

  test("without the stage that was asked for becomes nothing", async () => {
    const { stack, faults } = await add("tset");
    expect(stack).toBeUndefined();
    expect(faults.map(say)).toEqual(['deploy.json stages: there is no stage "tset"; use "prod", or add it']);
  });
});

test("cdk synth tells the faults, ends with 1, and shows no code", () => {
  write("deploy.json", { stages: { prod: { regoin: "eu-central-1" } } });
  const { status, stderr } = spawnSync(join(ROOT, "node_modules/.bin/node"), [join(ROOT, "bin/app.ts")], {
    cwd: folder,
    encoding: "utf8",
    env: { ...process.env, CDK_OUTDIR: join(folder, "cdk.out"), CDK_CONTEXT_JSON: "{}" },
  });
  expect(stderr).toBe('deploy.json:1 stages.prod: unknown key "regoin"; did you mean "region"?\n');
  expect(status).toBe(1);
});
