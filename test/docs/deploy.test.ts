import { describe, expect, it } from "vitest";
import { say } from "../../lib/campaign/faults.ts";
import { deployJsonSchema } from "../../lib/infra/config.ts";
import { FUNCTIONS } from "../../lib/infra/functions/settings.ts";
import { readDeploy } from "../../lib/infra/read-config.ts";
import { resources, stageConfig, synth } from "../infra/given.ts";
import { names, page } from "./pages.ts";

const deploy = page("docs/deploy.md");
const config = stageConfig({
  alarmEmail: "ops@bluecup.example",
  domain: { name: "mail.bluecup.example", certificate: "arn:aws:acm:eu-central-1:111122223333:certificate/1" },
});
const template = synth({ config });
const BLOCKS = [...deploy.matchAll(/^ *```(\w*)\n(.*?)^ *```/gms)];
const block = (language: string, word: string) =>
  BLOCKS.find(([, of, text = ""]) => of === language && text.includes(word))?.[2] ?? "";

describe("docs/deploy.md", () => {
  it("shows a deploy.json without faults", () => {
    expect(readDeploy({ path: "deploy.json", text: block("json", "stages") }).faults).toEqual([]);
  });

  it("explains every key of a stage", () => {
    const schema = deployJsonSchema() as { properties: { stages: { additionalProperties: { properties: object } } } };
    const keys = Object.keys(schema.properties.stages.additionalProperties.properties);
    const table = deploy.split("\n").filter((line) => line.startsWith("| `"));
    expect(keys.filter((key) => !table.some((line) => names(line)[0] === key))).toEqual([]);
  });

  it("shows faults as they are said", () => {
    const text =
      '{\n  "stages": {\n    "prod": {\n      "region": "Frankfurt",\n      "alarmMail": "ops@shop.example",\n      "logDays": 90,\n      "sendConcurrency": 1\n    }\n  }\n}';
    const said = readDeploy({ path: "deploy.json", text }).faults.map(say);
    expect(block("", "Frankfurt").trim().split("\n")).toEqual(said);
  });

  it("counts what is made", () => {
    expect(deploy).toContain(`${Object.keys(FUNCTIONS).length} functions`);
    expect(deploy).toContain(`${Object.keys(resources(template, "AWS::CloudWatch::Alarm")).length} alarms`);
    const all = Object.keys(template.toJSON().Resources).length;
    expect(Math.abs(all - 160)).toBeLessThan(20);
  });
});

describe.each(["docs/deploy.md", "docs/runbook.md", "docs/security.md", "README.md"])("%s", (path) => {
  it("reads only outputs that the stack has", () => {
    const outputs = Object.keys(template.toJSON().Outputs);
    const read = [...page(path).matchAll(/\(out (\w+)\)/g)].map(([, name = ""]) => name);
    expect(read.filter((name) => !outputs.includes(name))).toEqual([]);
  });

  it("finds log groups and resources by logical ids that there are", () => {
    const ids = Object.keys(template.toJSON().Resources);
    const named = [
      ...[...page(path).matchAll(/\(log_of (\w+)\)/g)].map(([, name = ""]) => `Functions${name}Logs`),
      ...[...page(path).matchAll(/LogicalResourceId, '(\w+)'/g)].map(([, name = ""]) => name),
      ...[...page(path).matchAll(/--logical-resource-id (\w+)/g)].map(([, name = ""]) => name),
    ];
    expect(named.filter((start) => !ids.some((id) => id.startsWith(start)))).toEqual([]);
  });
});
