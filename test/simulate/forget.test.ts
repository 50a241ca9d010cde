import { expect, it } from "vitest";
import type { Rules } from "../../lib/compiler/compiled.ts";
import { createForgetting } from "../../lib/simulate/forget.ts";
import { createMemoryTable } from "../../lib/store/memory.ts";

const DAY = 86_400_000;
const PK = "customer#c-1";

function rulesOf(campaign: string, again: Rules["start"]["again"]): Rules {
  return {
    campaign,
    name: campaign,
    version: "1",
    start: { on: "purchase", again },
    stop: [],
    goal: { on: "purchase", withinSeconds: (14 * DAY) / 1000 },
    holdout: 0,
    questions: [],
    longest: (10 * DAY) / 1000,
  };
}

/** A table whose useless records are forgotten, and what is in it after so many days. */
function given() {
  let day = 0;
  const now = () => day * DAY;
  const campaigns = [
    rulesOf("always", "always"),
    rulesOf("later", { afterSeconds: (90 * DAY) / 1000 }),
    rulesOf("never", "never"),
  ];
  const table = createMemoryTable({ onChange: (change) => forgetting.note(change) });
  const forgetting = createForgetting(table, { campaigns, now });
  return {
    put: (sk: string, record = {}) => table.write({ put: { pk: PK, sk, ...record } }),
    async leftAfter(days: number): Promise<string[]> {
      day = days;
      await forgetting.forget();
      return (await table.query(PK, { prefix: "" })).items.map(({ sk }) => sk);
    },
  };
}

it("forgets past enrollments at once, markers after a month, and ledger entries a longest journey later", async () => {
  const { put, leftAfter } = given();
  await put("@contact");
  await put("@profile");
  for (const sk of ["past#always#e-1", "event#o-1", "send#e-1#hello"]) await put(sk);
  expect(await leftAfter(0)).toEqual(["@contact", "@profile", "event#o-1", "send#e-1#hello"]);
  expect(await leftAfter(29)).toEqual(["@contact", "@profile", "event#o-1", "send#e-1#hello"]);
  expect(await leftAfter(30)).toEqual(["@contact", "@profile", "send#e-1#hello"]);
  expect(await leftAfter(39)).toEqual(["@contact", "@profile", "send#e-1#hello"]);
  expect(await leftAfter(40)).toEqual(["@contact", "@profile"]);
});

it("keeps an ended enrollment while its goal can be met or it keeps its customer out", async () => {
  const { put, leftAfter } = given();
  const enrollments = ["always", "later", "never"];
  for (const campaign of enrollments) await put(`@in#${campaign}`, { campaign, id: "e-1", status: "running" });
  expect(await leftAfter(500)).toHaveLength(3);
  for (const campaign of enrollments) await put(`@in#${campaign}`, { campaign, id: "e-1", status: "ended" });
  expect(await leftAfter(500 + 43)).toEqual(["@in#always", "@in#later", "@in#never"]);
  expect(await leftAfter(500 + 44)).toEqual(["@in#later", "@in#never"]);
  expect(await leftAfter(500 + 119)).toEqual(["@in#later", "@in#never"]);
  expect(await leftAfter(500 + 120)).toEqual(["@in#never"]);
  expect(await leftAfter(5000)).toEqual(["@in#never"]);
});

it("leaves the enrollment that took the place of an ended one", async () => {
  const { put, leftAfter } = given();
  await put("@in#always", { campaign: "always", id: "e-1", status: "ended" });
  await put("@in#always", { campaign: "always", id: "e-2", status: "running" });
  expect(await leftAfter(100)).toEqual(["@in#always"]);
});
