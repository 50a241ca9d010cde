import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { say } from "../../lib/campaign/faults.ts";
import { deployJsonSchema } from "../../lib/infra/config.ts";
import { pickStage, readDeploy } from "../../lib/infra/read-config.ts";
import { ROOT } from "./given.ts";

const read = (value: unknown) => readDeploy({ path: "deploy.json", text: JSON.stringify(value) });
const faultsOf = (value: unknown) => read(value).faults.map(say);
const stage = (changes: object) => ({ stages: { prod: { region: "eu-central-1", ...changes } } });

describe("deploy.json", () => {
  test("needs a region only; the rest has values that suit a small shop", () => {
    expect(pickStage(deployOf({ prod: "eu-central-1" }), undefined)).toEqual({
      name: "prod",
      config: { region: "eu-central-1", sendConcurrency: 2, logDays: 90, api: { rate: 50, burst: 100 } },
    });
  });

  test("of this repository has no faults", () => {
    const text = readFileSync(join(ROOT, "deploy.json"), "utf8");
    expect(readDeploy({ path: "deploy.json", text }).faults).toEqual([]);
  });

  test("that is not there is a fault with a way out", () => {
    expect(readDeploy(undefined).faults.map(say)).toEqual([
      expect.stringMatching(/^deploy\.json: there is no deploy\.json beside shop\.json; write one/),
    ]);
  });

  test("tells every fault at once, with its line and what was meant", () => {
    const text = '{\n  "stages": {\n    "prod": {\n      "reigon": "eu-central-1",\n      "logDays": 91\n    }\n  }\n}';
    expect(readDeploy({ path: "deploy.json", text }).faults.map(say)).toEqual([
      expect.stringMatching(/^deploy\.json:4 stages\.prod: unknown key "reigon"; did you mean "region"\?$/),
      expect.stringMatching(
        /^deploy\.json:5 stages\.prod\.logDays: logDays cannot be 91; write 1, 3, 5, .*90, .*1096 or 1827$/,
      ),
    ]);
  });

  test.each([
    [stage({ region: "Frankfurt" }), '"Frankfurt" is not an AWS region'],
    [stage({ account: "1234" }), "this is not an AWS account"],
    [stage({ alarmEmail: "ops" }), "this is not an e-mail address"],
    [stage({ team: { email: "care" } }), "this is not an e-mail address"],
    [stage({ team: { email: "care@shop.example", slack: "https://hooks.slack.com/" } }), 'unknown key "slack"'],
    [stage({ trackingDomain: "https://go.shop.example" }), "is not a host name"],
    [stage({ domain: { name: "mail.shop.example", certificate: "x" } }), "this is not a certificate's ARN"],
    [stage({ sendConcurrency: 1 }), "sendConcurrency cannot be 1; write 2 or more"],
    [stage({ api: { rate: 0 } }), "rate cannot be 0; write 1 or more"],
    [stage({ eventWriters: ["*"] }), "this is no principal's ARN"],
    [{ stages: {} }, "there is no stage; add one"],
    [{ stages: { Prod: { region: "eu-central-1" } } }, "a stage's name is 2 to 12 lower-case letters and digits"],
    [{ stages: { productionofus: { region: "eu-central-1" } } }, "a stage's name is 2 to 12"],
  ])("refuses %j", (value, what) => {
    expect(faultsOf(value)).toEqual([expect.stringContaining(what)]);
  });

  test("refuses stages of which one's name begins another's: permissions go by how names begin", () => {
    const value = { stages: { prod: { region: "eu-central-1" }, prod2: { region: "eu-central-1" } } };
    expect(faultsOf(value)).toEqual([
      expect.stringContaining('the stage "prod2" begins with the name of the stage "prod"; rename one'),
    ]);
  });

  test("has a committed JSON Schema (npm run schema writes it)", () => {
    const committed = readFileSync(join(ROOT, "schema/deploy.schema.json"), "utf8");
    expect(committed).toBe(`${JSON.stringify(deployJsonSchema(), null, 2)}\n`);
  });
});

describe("the stage", () => {
  const two = deployOf({ prod: "eu-central-1", test: "us-east-1" });

  test("is the one that was asked for", () => {
    expect(pickStage(two, "test")).toMatchObject({ name: "test", config: { region: "us-east-1" } });
  });

  test("needs no asking where there is only one", () => {
    expect(pickStage(deployOf({ prod: "eu-central-1" }), undefined)).toMatchObject({ name: "prod" });
  });

  test.each([
    [undefined, "there are 2 stages; name one: -c stage=prod or -c stage=test"],
    ["prd", 'there is no stage "prd"; did you mean "prod"?'],
    ["toString", 'there is no stage "toString"; use "prod" or "test", or add it'],
  ])("%s is a fault", (asked, said) => {
    const picked = pickStage(two, asked);
    expect("fault" in picked && say(picked.fault)).toBe(`deploy.json stages: ${said}`);
  });
});

function deployOf(regions: Record<string, string>) {
  const stages = Object.fromEntries(Object.entries(regions).map(([name, region]) => [name, { region }]));
  const { deploy } = read({ stages });
  if (deploy === undefined) throw new Error("the stages have faults");
  return deploy;
}
