import fc, { type Scheduler } from "fast-check";
import type { Deps } from "../../lib/journey/ports.ts";
import { eachCall } from "./faults.ts";

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
