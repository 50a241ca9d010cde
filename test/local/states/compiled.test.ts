import { readdirSync, readFileSync } from "node:fs";
import jsonata from "jsonata";
import { describe, expect, it } from "vitest";
import { campaignSchema } from "../../../lib/campaign/campaign.ts";
import { shopSchema } from "../../../lib/campaign/shop.ts";
import { compile } from "../../../lib/compiler/compile.ts";
import { PLACEHOLDERS } from "../../../lib/compiler/compiled.ts";
import { checkDefinition } from "../../../lib/local/states/language/check.ts";
import { compileNative } from "../../../lib/local/states/language/native.ts";
import { expressionsIn } from "../../../lib/local/states/language/template.ts";

const CALLABLE = {
  queues: new Set([PLACEHOLDERS.sendQueueUrl]),
  functions: new Set<string>([PLACEHOLDERS.decideFunction, PLACEHOLDERS.awaitFunction, PLACEHOLDERS.actFunction]),
};

const read = (path: string): unknown => JSON.parse(readFileSync(path, "utf8"));
const shop = shopSchema.parse(read("shop.json"));

describe("a campaign of the library", () => {
  for (const file of readdirSync("campaigns").filter((name) => name.endsWith(".json"))) {
    const campaign = campaignSchema.parse(read(`campaigns/${file}`));
    const { machine } = compile(campaign, shop);

    it(`can be run as it is compiled: ${file}`, () => {
      expect(Object.keys(checkDefinition(file, machine, CALLABLE).States)).toEqual(Object.keys(machine.States));
    });

    it(`is evaluated natively throughout: ${file}`, () => {
      const slow = expressionsIn(machine, "").filter(
        ({ source }) => compileNative(jsonata(source).ast()) === undefined,
      );
      expect(slow).toEqual([]);
    });
  }
});
