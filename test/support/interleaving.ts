import fc, { type Scheduler } from "fast-check";
import type { Compiled } from "../../lib/compiler/compiled.ts";
import { enroll } from "../../lib/journey/enroll.ts";
import type { Deps } from "../../lib/journey/ports.ts";
import { type Change, type Doubles, givenDoubles } from "./doubles.ts";
import { purchase } from "./events.ts";
import { eachCall } from "./faults.ts";

/** Interleavings drawn for each property. */
export const RUNS = 500;

export interface Race {
  /** Every call outside waits for its turn. */
  deps: Deps;
  /** Joins the race; also from within it. What must be delivered again later is not waited for here. */
  enters(name: string, work: () => Promise<unknown>): void;
  /** Lets everybody run, in the order that fast-check draws, until all are done. */
  settles(): Promise<void>;
}

export function givenRace(deps: Deps, scheduler: Scheduler): Race {
  const racing: Deps = { ...deps };
  eachCall(racing, async (name, call) => {
    await scheduler.schedule(Promise.resolve(), name);
    return call();
  });
  const runners: Promise<unknown>[] = [];
  return {
    deps: racing,
    enters(name, work) {
      const turn = scheduler.schedule(Promise.resolve(), name).then(work);
      // An open claim is left to the queue, which delivers its message again.
      runners.push(turn.catch((error) => (error?.name === "ClaimOpen" ? undefined : Promise.reject(error))));
    },
    async settles() {
      const all = async (): Promise<void> => {
        for (let next = runners.shift(); next !== undefined; next = runners.shift()) await next;
      };
      await scheduler.waitFor(all());
    },
  };
}

/** The same interleavings on every run. */
export async function onEveryInterleaving(runs: number, play: (scheduler: Scheduler) => Promise<void>): Promise<void> {
  await fc.assert(fc.asyncProperty(fc.scheduler(), play), { numRuns: runs, seed: 42 });
}

/** Ann has bought and is in these campaigns; what is written is told in order. */
export async function givenAnnIn(campaigns: readonly Compiled[], changes: Change[] = []): Promise<Doubles> {
  const doubles = givenDoubles({ campaigns, onChange: (change) => void changes.push(change) });
  await enroll(doubles.deps, purchase("ann"));
  // SES cannot tell what it took.
  doubles.deps.mailer = { ...doubles.mailer, wasSent: async () => "unknown" };
  return doubles;
}
