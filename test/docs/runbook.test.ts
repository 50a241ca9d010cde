import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { RUNBOOK } from "../../lib/infra/watch/alarms.ts";
import { anchor, headings, names, page, ROOT } from "./pages.ts";

const runbook = page("docs/runbook.md");

/** The text of a section of the third level. */
function section(name: string): string {
  const parts = runbook.split(/^### /m).slice(1);
  return parts.find((part) => anchor(part.split("\n")[0] ?? "") === name)?.split(/^## /m)[0] ?? "";
}

/** All that the rooms of the code say, for reasons that are quoted. */
const said = readdirSync(join(ROOT, "lib"), { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith(".ts"))
  .map((name) => page(`lib/${name}`))
  .join("\n");

/** The first column of the table under a heading whose first head cell is this. */
function column(head: string): string[] {
  const [, rows = ""] = new RegExp(`^\\| ${head} +\\|.*\\n.*\\n((?:\\|.*\\n)+)`, "m").exec(runbook) ?? [];
  return rows.split("\n").flatMap((row) => names(row.split("|")[1] ?? ""));
}

describe("docs/runbook.md", () => {
  it("quotes reasons as the code gives them", () => {
    const reasons = column("Reason");
    expect(reasons.length).toBeGreaterThan(10);
    const parts = reasons.flatMap((reason) => reason.replace(/^\w+: /, "").split("…"));
    const words = parts.map((part) => part.trim().replace(/^: /, "")).filter((part) => part.length > 3);
    expect(words.filter((word) => !said.includes(word))).toEqual([]);
  });

  it("explains every reason for which a message is withheld", () => {
    const [, union = ""] = /export type Withheld =([^;]+);/.exec(page("lib/journey/records.ts")) ?? [];
    const reasons = [...union.matchAll(/"([^"]+)"/g)].map(([, reason = ""]) => reason);
    expect(column("Withheld").sort()).toEqual(reasons.sort());
  });

  it("has a section for each alarm, in their order, and none for alarms that there are not", () => {
    const all = headings(runbook);
    const start = all.findIndex(({ text }) => text === "Alarms");
    const end = all.findIndex(({ level }, index) => index > start && level === 2);
    expect(all.slice(start + 1, end).map(({ text }) => anchor(text))).toEqual([...RUNBOOK]);
  });

  it.each([...RUNBOOK])(
    "says of %s what it means, whom it touches, where to look, what to do, and when it is over",
    (name) => {
      const text = section(name);
      for (const part of ["Means", "Customers", "Look", "over"])
        expect(text).toMatch(new RegExp(`\\*\\*[^*]*${part}`, "i"));
      expect(text).toMatch(/\*\*[^*]*mend/i);
    },
  );
});
