import type { AwaitRequest } from "../compiler/compiled.ts";
import { arrive } from "./arrive.ts";
import { keys } from "./keys.ts";
import { hold } from "./pause.ts";
import type { Core } from "./ports.ts";
import type { Enrollment } from "./records.ts";
import { stands } from "./standing.ts";
import { register, waitOf } from "./wake.ts";

/**
 * Registers the wait of a state that waits for something.
 *
 * 1. A journey that was ended meanwhile is stopped.
 * 2. What a pause holds is kept apart, until its campaign goes on.
 * 3. The wait is written with its token.
 * 4. What it waits for may have happened already: then the token is answered at once.
 */
export async function awaitTarget(deps: Core, request: AwaitRequest): Promise<void> {
  const { customer, campaign, enrollment: id, step, token, target } = request;
  const enrollment = (await deps.table.get(keys.enrollment(customer, campaign))) as unknown as Enrollment | undefined;
  if (enrollment?.id !== id || !stands(enrollment, deps.now())) {
    await stopExecution(deps, request);
    return;
  }
  const since = Date.parse(request.since);
  if ("resume" in target) {
    const isHeld = await hold(deps, { customer, campaign, enrollment: id, token, since }, enrollment);
    if (!isHeld) await stopExecution(deps, request);
    return;
  }
  await arrive(deps, { customer, step, at: since }, enrollment);
  const deadline = since + request.seconds * 1000;
  await register(deps, customer, { ...waitOf(enrollment, target), step, token, since, deadline });
}

/** The record says that the journey has ended, but its execution runs: the stop got lost on the way, or came too early. */
export async function stopExecution(
  deps: Core,
  { campaign, version, enrollment }: { campaign: string; version: string; enrollment: string },
): Promise<void> {
  await deps.executions.stop(campaign, version, enrollment, "the journey has ended");
}
