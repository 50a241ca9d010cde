import type { Doing, StepRequest } from "../../compiler/compiled.ts";
import type { CallRecord } from "../advocacy/records.ts";
import { keys } from "../keys.ts";
import { type ActDeps, Unreachable } from "../ports.ts";
import { toItem } from "../records.ts";

/** The machine tries again in some minutes, at last every hour; a system that was out for so long is told no more. */
const MOST_TRIES = 8;

/** Asks to be tried again: the machine does. */
class NotAnswered extends Error {
  override name = "NotAnswered";
}

/**
 * Makes a call for a step, and keeps what became of it. A call that was answered is not made again. The journey goes on when it
 * was answered, whatever the answer, and when it was tried too often; until then this throws, to be tried again.
 */
export async function calling(
  deps: ActDeps,
  request: StepRequest<Doing>,
  about: Pick<CallRecord, "kind" | "to">,
  call: () => Promise<number>,
): Promise<void> {
  const { customer, campaign, enrollment, step } = request;
  const key = keys.call(customer, enrollment, step);
  const known = (await deps.table.get(key)) as unknown as CallRecord | undefined;
  if (known !== undefined && known.state !== "trying") return;
  const tries = (known?.tries ?? 0) + 1;
  const { status, forGood } = await answerOf(call);
  const isAnswered = status !== undefined && status >= 200 && status < 300;
  const isRefused = forGood || (status !== undefined && status >= 300 && status < 500 && !LATER.includes(status));
  const state = isAnswered ? "done" : isRefused ? "refused" : tries >= MOST_TRIES ? "given up" : "trying";
  const record: CallRecord = {
    ...about,
    campaign,
    enrollment,
    step,
    state,
    tries,
    ...(status === undefined ? {} : { status }),
    at: deps.now(),
  };
  await deps.table.write({ put: toItem(key, record) });
  if (state !== "done") deps.log("warn", "a call was not taken", { campaign, step, enrollment, state, tries, status });
  if (state === "trying") throw new NotAnswered(`${about.kind} of step ${step}: ${status ?? "no answer"}`);
}

/** Timeouts, too early, too many requests: another time they may be answered otherwise. */
const LATER = [408, 425, 429];

async function answerOf(call: () => Promise<number>): Promise<{ status?: number; forGood: boolean }> {
  try {
    return { status: await call(), forGood: false };
  } catch (error) {
    if (!(error instanceof Unreachable)) throw error;
    return { forGood: error.forGood };
  }
}
