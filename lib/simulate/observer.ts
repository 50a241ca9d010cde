import type { Compiled } from "../compiler/compiled.ts";
import type { Enrolled } from "../journey/enroll.ts";
import { type Count, isMove, type What } from "../journey/tally.ts";
import type { End, Transition } from "../local/states/hooks.ts";

/** What is seen of one campaign while a simulation runs. */
export interface Seen {
  counts: Map<What, number>;
  byStep: Map<string, Map<What, number>>;
  /** Why events that could have started a journey did not. */
  passed: Map<string, number>;
  /** State -> how often it was entered. */
  entered: Map<string, number>;
  /** State -> where people went from it -> how many. */
  onward: Map<string, Map<string, number>>;
  /** State -> how many are there now. */
  here: Map<string, number>;
  /** Conversions by purchases that a message brought about, as supposed. */
  simulatedConversions: number;
}

const ENDED = "the end";
const STOPPED = "stopped";

export interface Observer {
  campaigns: ReadonlyMap<string, Seen>;
  /** Throws when the campaign is not part of the run. */
  seen(campaign: string): Seen;
  onCounts(counts: readonly Count[]): void;
  onTransition(transition: Transition): void;
  onEnd(end: End): void;
  onEvent(result: Enrolled, isSimulated: boolean): void;
}

export function createObserver(compiled: readonly Compiled[]): Observer {
  const campaigns = new Map(compiled.map(({ rules }) => [rules.campaign, emptySeen()] as const));
  /** Where each execution is. */
  const places = new Map<string, string>();
  const seenOf = (campaign: string): Seen => {
    const seen = campaigns.get(campaign);
    if (seen === undefined) throw new Error(`campaign ${campaign} is not part of this simulation`);
    return seen;
  };
  const move = (seen: Seen, from: string | undefined, to: string): void => {
    if (from === undefined) return;
    add(seen.here, from, -1);
    let onward = seen.onward.get(from);
    if (onward === undefined) {
      onward = new Map();
      seen.onward.set(from, onward);
    }
    add(onward, to, 1);
  };
  return {
    campaigns,
    seen: seenOf,
    onCounts(counts) {
      for (const { campaign, step, what, n } of counts) {
        const seen = seenOf(campaign);
        if (step === undefined) add(seen.counts, what, n);
        // The transitions tell these, and of every step.
        else if (!isMove(what)) {
          let ofStep = seen.byStep.get(step);
          if (ofStep === undefined) {
            ofStep = new Map();
            seen.byStep.set(step, ofStep);
          }
          add(ofStep, what, n);
        }
      }
    },
    onTransition({ campaign, execution, state }) {
      const seen = seenOf(campaign);
      add(seen.entered, state, 1);
      add(seen.here, state, 1);
      move(seen, places.get(execution), state);
      places.set(execution, state);
    },
    onEnd({ campaign, execution, status }) {
      move(seenOf(campaign), places.get(execution), status === "SUCCEEDED" ? ENDED : STOPPED);
      places.delete(execution);
    },
    onEvent(result, isSimulated) {
      for (const { campaign, why } of result.passed) add(seenOf(campaign).passed, why, 1);
      if (isSimulated) for (const campaign of result.goals) seenOf(campaign).simulatedConversions += 1;
    },
  };
}

function emptySeen(): Seen {
  return {
    counts: new Map(),
    byStep: new Map(),
    passed: new Map(),
    entered: new Map(),
    onward: new Map(),
    here: new Map(),
    simulatedConversions: 0,
  };
}

function add<K>(map: Map<K, number>, key: K, n: number): void {
  map.set(key, (map.get(key) ?? 0) + n);
}
