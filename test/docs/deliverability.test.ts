import { describe, expect, it } from "vitest";
import { printReport } from "../../bin/commands/check/print.ts";
import { check } from "../../lib/operate/check/check.ts";
import { RULES } from "../../lib/operate/check/rules.ts";
import { givenScope } from "../operate/check/given-run.ts";
import { page, tableBetween } from "./pages.ts";

const deliverability = page("docs/deliverability.md");

describe("docs/deliverability.md", () => {
  it("lists every rule of the check in their order, with its group, reason and source", () => {
    const told = tableBetween(deliverability, "rules").map(([group, name, , , why = ""]) => {
      const [, words, source = ""] = /^(.*): \[[^\]]+\]\((.*)\)$/.exec(why) ?? [];
      return { group, name, why: words, source: source.startsWith("https:") ? source : `docs/${source}` };
    });
    expect(told).toEqual(RULES.map(({ group, name, why, source }) => ({ group, name, why, source })));
  });

  it("shows a run as it is printed", async () => {
    const [, shown] = /^```\n\$ npx regulars check --stack RegularsProd\n(.*?)\n```$/ms.exec(deliverability) ?? [];
    expect(shown).toBe(printReport(await check(await givenScope())));
  });

  it("explains every level, and no other", async () => {
    const { counts } = await check(await givenScope());
    const told = [...deliverability.matchAll(/^\| `([a-z ]+)` +\|/gm)].map(([, level]) => level);
    expect(told).toEqual(Object.keys(counts));
  });
});
