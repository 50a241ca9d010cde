import { describe, expect, it } from "vitest";
import { RUNBOOK } from "../../lib/infra/watch/alarms.ts";
import { anchor, headings, page } from "./pages.ts";

const runbook = page("docs/runbook.md");

/** The text of a section of the third level. */
function section(name: string): string {
  const parts = runbook.split(/^### /m).slice(1);
  return parts.find((part) => anchor(part.split("\n")[0] ?? "") === name)?.split(/^## /m)[0] ?? "";
}

describe("docs/runbook.md", () => {
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
