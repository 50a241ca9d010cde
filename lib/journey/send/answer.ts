import { DEFERRED, HELD, type SendMessage, WITHHELD } from "../../compiler/compiled.ts";
import type { Core } from "../ports.ts";
import type { Enrollment, Wait, Withheld } from "../records.ts";
import { stopJourneys } from "../stop.ts";
import { register, waitOf } from "../wake.ts";

/** The wait for a reaction to this very message, which is written with the news that it went out. */
export function ownWait(message: SendMessage, enrollment: Enrollment, at: number): Wait | undefined {
  const { then, step, token } = message;
  if (then.do !== "wait for" || !("fact" in then.target) || then.target.message !== step) return undefined;
  return { ...waitOf(enrollment, then.target), step, token, since: at, deadline: deadlineOf(message) };
}

/** The message went out at `at`: the state goes on, or waits as its campaign says. */
export async function answerSent(deps: Core, message: SendMessage, enrollment: Enrollment, at: number): Promise<void> {
  const { token, then, customer, step } = message;
  if (then.do === "go on") await deps.tokens.succeed(token, {});
  if (then.do !== "wait for") return;
  // An event counts from the moment the message could have prompted it.
  const deadline = deadlineOf(message);
  await register(deps, customer, { ...waitOf(enrollment, then.target), step, token, since: at, deadline });
}

/** The state's timeout counts from its entry. */
function deadlineOf({ due, then }: SendMessage): number {
  return Date.parse(due) + ("seconds" in then ? then.seconds * 1000 : 0);
}

/** A hard no ends the journey; after a soft one it goes on as if nobody reacted. */
const HARD: ReadonlySet<Withheld> = new Set(["unsubscribed", "suppressed"]);

/**
 * Nobody got a message, so nobody will react: a waitFor goes on with else at once, a plain wait runs its course. A hard no
 * ends all journeys of the customer; told again, only this one, for the customer may have said yes since.
 */
export async function answerWithheld(
  deps: Core,
  { token, then, customer, enrollment }: SendMessage,
  reason: Withheld,
  ends: "all journeys" | "this journey",
): Promise<void> {
  if (HARD.has(reason)) {
    // A no to marketing leaves what serves the customer as it is; an address that does not work ends that, too.
    const all = reason === "unsubscribed" ? { marketing: true as const } : {};
    await stopJourneys(deps, customer, reason, ends === "all journeys" ? all : { only: enrollment });
    return;
  }
  if (then.do === "go on") await deps.tokens.succeed(token, {});
  if (then.do === "wait for") await deps.tokens.fail(token, WITHHELD, reason);
}

/** Outside the customer's hours: the state comes back at that moment, and only then counts its wait. */
export async function answerDeferred(deps: Core, { token }: SendMessage, until: number): Promise<void> {
  await deps.tokens.fail(token, DEFERRED, new Date(until).toISOString());
}

/** Its campaign is paused: the message comes again when it goes on. */
export async function answerHeld(deps: Core, { token }: { token: string }): Promise<void> {
  await deps.tokens.fail(token, HELD, "the campaign is paused");
}
