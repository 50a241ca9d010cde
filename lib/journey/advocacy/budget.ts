import type { Table } from "../../store/table.ts";
import { keys } from "../keys.ts";
import { written } from "../written.ts";

/** Which step of which campaign gives. */
type Giver = { campaign: string; step: string };

/**
 * Takes one of the codes that a step may give in all. False: they are spent. A try that a crash cuts off between this and the
 * code keeps what it took: a budget errs to fewer, never to more. Counting in the transaction that gives the code would be
 * exact, and would have all customers of the step wait for one another: a transaction refuses whoever comes meanwhile.
 */
export async function takeOfBudget(table: Table, { campaign, step }: Giver, atMost: number): Promise<boolean> {
  return written(table, { update: keys.budget(campaign, step), add: { n: 1 }, if: { below: { n: atMost } } });
}

/** No code came of it. In a transaction, because one that is sent again after a lost answer is not done twice: that would err to more. */
export async function giveBackToBudget(table: Table, { campaign, step }: Giver): Promise<void> {
  await table.transact([{ update: keys.budget(campaign, step), add: { n: -1 } }]);
}
