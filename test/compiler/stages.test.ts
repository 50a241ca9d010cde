import { describe, expect, it } from "vitest";
import type { Step } from "../../lib/campaign/steps.ts";
import { compiled, type Said } from "./given.ts";

const ON = "stage.changed";
const steps: Step[] = [{ send: "hello" }];
const waits: Step = { waitFor: { on: ON }, within: "9 days" };
const stagesOf = (said: Partial<Said>) => compiled({ steps, ...said }).rules.stages;

describe("the rules of a campaign", () => {
  it.each<[string, Partial<Said>]>([
    ["starts by it", { start: { on: ON, if: { "event.to": "champion" } } }],
    ["stops by it", { stop: [{ on: "refund" }, { on: ON }] }],
    ["converts by it", { goal: { on: ON, within: "30 days" } }],
    ["waits for it first", { steps: [waits] }],
    ["waits for it after its first wait", { steps: [{ wait: "9 days" }, waits, ...steps] }],
    ["waits for it after a message, with which the wait is one", { steps: [...steps, waits] }],
    [
      "waits for it on one way of many",
      { steps: [{ branch: [{ if: { "order.total": 1 }, steps }, { steps: [waits] }] }] },
    ],
    ["waits for it after another wait", { steps: [{ waitFor: { on: "delivery" }, within: "9 days", then: [waits] }] }],
  ])("tell that it listens to the stage, when it %s", (_what, said) => {
    expect(stagesOf(said)).toBe(true);
  });

  it.each<[string, Partial<Said>]>([
    ["asks for the stage", { steps: [{ branch: [{ if: { "customer.stage": "new" }, steps }] }] }],
    ["starts where the stage is this one", { start: { on: "purchase", if: { "customer.stage": "new" } } }],
    [
      "hears of other events",
      { start: { on: "signed-up" }, stop: [{ on: "refund" }], goal: { on: "purchase", within: "9 days" } },
    ],
    ["waits for something else", { steps: [...steps, { waitFor: { clicked: "hello" }, within: "9 days" }] }],
  ])("do not say so when it only %s", (_what, said) => {
    expect(compiled({ steps, ...said }).rules).not.toHaveProperty("stages");
  });

  it("differ by what listens and by saying so, where a stop was added, and the machine by nothing", () => {
    const stop = [{ on: "refund" }];
    const [before, after] = [compiled({ steps, stop }), compiled({ steps, stop: [...stop, { on: ON }] })];
    const { stop: stops, stages, version, ...same } = after.rules;
    expect(before.rules).toEqual({ ...same, stop: stops.slice(0, 1), version: before.rules.version });
    expect(stages).toBe(true);
    expect(version).not.toBe(before.rules.version);
    expect(after.machine).toEqual(before.machine);
  });
});
