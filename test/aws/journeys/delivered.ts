import { execFile } from "node:child_process";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Report } from "../../../lib/operate/check/check.ts";
import type { Stage } from "./stage.ts";

const ROOT = join(import.meta.dirname, "../../..");

/** `regulars check` of the deployed stage: unlike the other commands, it may end with 1 and an answer. */
function checked({ engine, folder }: Pick<Stage, "engine" | "folder">): Promise<{ report: Report; code: number }> {
  const args = ["--project", folder.path, "check", "--stack", "RegularsTest", "--region", engine.region, "--json"];
  const env = {
    PATH: process.env.PATH,
    AWS_ENDPOINT_URL: engine.endpoint,
    AWS_ACCESS_KEY_ID: "test",
    AWS_SECRET_ACCESS_KEY: "test",
  };
  const node = join(ROOT, "node_modules/.bin/node");
  return new Promise((resolve) => {
    const run = execFile(node, [join(ROOT, "bin/regulars.ts"), ...args], { cwd: ROOT, env }, (_error, stdout) =>
      resolve({ report: JSON.parse(stdout), code: run.exitCode ?? -1 }),
    );
  });
}

/** What SES says of what was deployed. The engine has no DNS, so it never sees a domain's DKIM records. */
export function delivered(given: () => Pick<Stage, "engine" | "folder">): void {
  describe("regulars check", () => {
    it("finds the stage's part of SES as it was deployed, and the one thing that is missing", async () => {
      const { report, code } = await checked(given());
      const levels = new Map(
        report.groups.flatMap(({ findings }) => findings.map(({ rule, level }) => [rule, level] as const)),
      );
      for (const rule of [
        "production access",
        "sending quota",
        "verified sender",
        "sending of the set",
        "TLS",
        "reputation metrics",
        "suppression list of the set",
        "events of the set",
      ])
        expect([rule, levels.get(rule)]).toEqual([rule, "ok"]);
      for (const rule of ["complaints", "bounces", "pauses"])
        expect([rule, ["ok", "warning", "error"].includes(levels.get(rule) ?? "")]).toEqual([rule, true]);
      expect(levels.get("DKIM signature")).toBe("error");
      expect(code).toBe(1);
    });
  });
}
