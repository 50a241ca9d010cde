import fc from "fast-check";
import { expect, test } from "vitest";
import {
  type Check,
  ConditionFailed,
  type Item,
  type Table,
  TransactionRefused,
  type Write,
} from "../../../lib/store/table.ts";
import { freshPartition } from "./fresh.ts";
import { actionsOn, applyToModel, sortKeyOf } from "./model.ts";

const SORT_KEYS = ["a#1", "a#2", "a#🎉", "b"];
/** Stands for a partition while sequences are made; every run of one takes its own. */
const ANY = "partition";

type Step = (Write | Check)[];

const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.uniqueArray(actionsOn(ANY, SORT_KEYS), { minLength: 1, maxLength: 4, selector: sortKeyOf }),
  { minLength: 1, maxLength: 15 },
);

export function modelled(table: () => Table): void {
  test("any sequence of actions does what it does to a map", async () => {
    await fc.assert(
      fc.asyncProperty(steps, async (made) => {
        const pk = freshPartition();
        const model = new Map<string, Item>();
        for (const step of placed(made, pk)) {
          const [single] = step;
          if (step.length === 1 && single !== undefined && !("check" in single))
            await writeBoth(table(), model, single);
          else await transactBoth(table(), model, step);
          const { items } = await table().query(pk, { prefix: "" });
          expect(items).toEqual(SORT_KEYS.flatMap((sk) => model.get(sk) ?? []));
        }
      }),
      { numRuns: 100 },
    );
  });
}

async function writeBoth(table: Table, model: Map<string, Item>, action: Write): Promise<void> {
  const before = model.get(sortKeyOf(action));
  const held = applyToModel(model, action);
  const answer = table.write(action);
  if (held) {
    expect(await answer).toEqual(model.get(sortKeyOf(action)));
    return;
  }
  const error = await answer.catch((error: unknown) => error);
  expect(error).toBeInstanceOf(ConditionFailed);
  expect(error).toHaveProperty("existing", before);
}

async function transactBoth(table: Table, model: Map<string, Item>, actions: Step): Promise<void> {
  const trial = new Map(model);
  const refused = actions.flatMap((action, index) => (applyToModel(trial, action) ? [] : [index]));
  const error = await table.transact(actions).catch((error: unknown) => error);
  if (refused.length > 0) {
    expect(error).toBeInstanceOf(TransactionRefused);
    expect(error).toHaveProperty("refused", refused);
    return;
  }
  expect(error).toBeUndefined();
  for (const action of actions) applyToModel(model, action);
}

/** The same steps in another partition. */
function placed(made: Step[], pk: string): Step[] {
  return JSON.parse(JSON.stringify(made).replaceAll(`"pk":"${ANY}"`, `"pk":"${pk}"`));
}
