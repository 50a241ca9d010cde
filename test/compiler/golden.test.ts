import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { checkAll } from "../../lib/campaign/check.ts";
import { STEP_KINDS } from "../../lib/campaign/steps.ts";
import { kind } from "../../lib/campaign/walk.ts";
import { compile } from "../../lib/compiler/compile.ts";
import { diagram } from "../../lib/compiler/diagram.ts";
import { faultsOf } from "./faults.ts";
import { everyStep } from "./given.ts";
import { GOLDEN, LIBRARY_SHOP, LIBRARY_TEMPLATES } from "./library.ts";

const FOLDER = "test/compiler/golden";
const HOW = "when the change is meant, rewrite the golden files: UPDATE_GOLDEN=1 npx vitest run test/compiler";

function expectGolden(name: string, text: string): void {
  const path = `${FOLDER}/${name}`;
  if (process.env.UPDATE_GOLDEN === "1") writeFileSync(path, text);
  const golden = existsSync(path) ? readFileSync(path, "utf8") : "";
  expect(text, `${path} differs; ${HOW}`).toBe(golden);
}

describe("the golden campaigns", () => {
  for (const campaign of GOLDEN) {
    const { id } = campaign;
    const { machine } = compile(campaign, LIBRARY_SHOP, LIBRARY_TEMPLATES);

    it(`compiles ${id} as it did`, () => expectGolden(`${id}.asl.json`, `${JSON.stringify(machine, null, 2)}\n`));
    it(`draws ${id} as it did`, () => expectGolden(`${id}.mmd`, diagram(campaign)));
    it(`makes of ${id} what Step Functions takes`, () => expect(faultsOf(machine)).toEqual([]));
  }

  it("use every step kind, in a campaign without faults", () => {
    const text = readFileSync(`${FOLDER}/every-step.json`, "utf8");
    const templates = ["hello", "where-is-it", "espresso-tips", "thanks", "news", "news-photo"];
    templates.push("how-likely", "bring-a-friend", "how-good", "what-else");
    const { campaigns, faults } = checkAll([{ path: `${FOLDER}/every-step.json`, text }], templates);
    expect(faults).toEqual([]);
    expect(new Set(campaigns.flatMap(({ campaign }) => everyStep(campaign.steps).map(kind)))).toEqual(
      new Set(STEP_KINDS),
    );
  });
});
