import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { say } from "../../lib/campaign/faults.ts";
import { loadProject } from "../../lib/project/load.ts";

/** What is said about a shop that keeps messages for so long, whose one campaign waits for 60 days on its way. */
async function faultsWith(messages: string): Promise<string[]> {
  const folder = await mkdtemp(join(tmpdir(), "regulars-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const shop = JSON.parse(await readFile("shop.json", "utf8")) as object;
  await writeFile(join(folder, "shop.json"), JSON.stringify({ ...shop, keep: { messages } }));
  await mkdir(join(folder, "campaigns"));
  const campaign = {
    id: "slow",
    name: "Slow",
    start: { on: "purchase" },
    steps: [{ tag: "new" }, { wait: "60 days" }, { tag: "warm" }],
  };
  await writeFile(join(folder, "campaigns/slow.json"), JSON.stringify(campaign));
  return (await loadProject(folder)).faults.map(say);
}

it("refuses to forget messages while a journey may still ask for them", async () => {
  const [fault] = await faultsWith("40 days");
  expect(fault).toMatch(
    /^shop\.json keep\.messages: 40 days is shorter than the longest journey of "slow", which may take 61 days /,
  );
  expect(await faultsWith("61 days")).toEqual([]);
});
