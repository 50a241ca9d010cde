import type { Condition } from "../campaign/conditions.ts";
import { type Facts, holds, isMessageFact, partsOf } from "../campaign/holds.ts";
import type { DecideAnswer, DecideRequest } from "../compiler/compiled.ts";
import { ConditionFailed } from "../store/table.ts";
import { arrive } from "./arrive.ts";
import { stopExecution } from "./await.ts";
import { customerFacts, startFacts } from "./facts.ts";
import { readTraveler, type Traveler } from "./head.ts";
import type { With } from "./ports.ts";
import { emptyProfile } from "./profile.ts";
import { type Enrollment, keys, type Send, toItem, unchanged } from "./records.ts";
import { stands } from "./standing.ts";
import { stopOne } from "./stop.ts";
import { untilMoment } from "./until.ts";

type Asked<D extends DecideRequest["do"]> = Extract<DecideRequest, { do: D }>;

const MOST_TRIES = 20;
/** A state that must not go on is given a year: its execution is stopped before the year is over. */
const NEVER = 300 * 86_400_000;

const ANSWERS: {
  [D in DecideRequest["do"]]: (
    deps: With<"shop">,
    request: Asked<D>,
    traveler: Traveler,
    of: Enrollment,
  ) => Promise<DecideAnswer>;
} = { branch: branchAnswer, until: untilAnswer, tag: tagAnswer };

/**
 * Answers a running journey's question about its customer.
 *
 * 1. The customer's profile, contact and enrollment are read.
 * 2. A journey that was ended meanwhile is stopped.
 * 3. The step that the journey has come to is noted.
 * 4. `branch`: the first way whose condition holds; `until`: the moment on the customer's clock; `tag`: the tag is put on.
 */
export async function decide(deps: With<"shop">, request: DecideRequest): Promise<DecideAnswer> {
  const { customer, campaign, enrollment: id } = request;
  const traveler = await readTraveler(deps.table, { customer, campaign, enrollment: id });
  const { enrollment } = traveler;
  if (enrollment === undefined || !stands(enrollment, deps.now())) {
    await stopExecution(deps, request);
    return nowhere(deps);
  }
  await arrive(deps, { customer, step: request.step, at: deps.now() }, enrollment);
  return ANSWERS[request.do](deps, request as never, traveler, enrollment);
}

async function branchAnswer(
  deps: With<"shop">,
  request: Asked<"branch">,
  traveler: Traveler,
  enrollment: Enrollment,
): Promise<DecideAnswer> {
  const facts: Facts = {
    customer: customerFacts(traveler.profile, traveler.contact, deps.shop, deps.now()),
    ...startFacts(enrollment),
    messages: await messageFacts(deps, request, enrollment),
  };
  const way = request.ways.findIndex((condition) => condition === null || holds(condition, facts));
  return { way: way < 0 ? request.ways.length : way };
}

async function messageFacts(
  deps: With<"shop">,
  { customer, ways }: Asked<"branch">,
  enrollment: Enrollment,
): Promise<NonNullable<Facts["messages"]>> {
  const steps = [...new Set(ways.flatMap((condition) => (condition === null ? [] : messagesIn(condition))))];
  if (steps.length === 0) return {};
  const sends = await deps.table.getMany(steps.map((step) => keys.send(customer, enrollment.id, step)));
  return Object.fromEntries(
    steps.map((step, index) => {
      const send = sends[index] as Send | undefined;
      const isSent = send !== undefined && (send.state === "sent" || send.state === "unconfirmed");
      return [
        step,
        {
          sent: isSent,
          delivered: send?.delivered !== undefined,
          opened: send?.opened !== undefined,
          clicked: send?.clicked !== undefined,
        },
      ];
    }),
  );
}

function messagesIn(condition: Condition): string[] {
  return partsOf(condition).flatMap(({ key, value }) => (isMessageFact(key) ? [value as string] : []));
}

/** A message about a date that is not there, or is past, must not be sent: the journey ends. */
async function untilAnswer(
  deps: With<"shop">,
  request: Asked<"until">,
  traveler: Traveler,
  enrollment: Enrollment,
): Promise<DecideAnswer> {
  const timeZone = traveler.contact?.timeZone ?? deps.shop.timeZone;
  const moment = untilMoment(request.until, Date.parse(request.now), { profile: traveler.profile, timeZone });
  if (moment === undefined || moment > enrollment.endsBy) {
    await stopOne(deps, request.customer, enrollment, moment === undefined ? "no date" : "date too far");
    return nowhere(deps);
  }
  return { until: new Date(moment).toISOString() };
}

async function tagAnswer(deps: With<"shop">, { customer, tag }: Asked<"tag">, first: Traveler): Promise<DecideAnswer> {
  let profile = first.profile;
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const { tags, rev } = profile ?? emptyProfile();
    if (tags.includes(tag)) return {};
    const next = { ...(profile ?? emptyProfile()), rev: rev + 1, tags: [...tags, tag] };
    try {
      await deps.table.write({ put: toItem(keys.profile(customer), next), if: unchanged(profile) });
      return {};
    } catch (error) {
      if (!(error instanceof ConditionFailed)) throw error;
      profile = error.existing as unknown as typeof profile;
    }
  }
  throw new Error(`the profile changed ${MOST_TRIES} times in a row; the tag will be tried again`);
}

/**
 * The answer for an execution that is being stopped. A wait that follows lasts long enough; after a branch the machine may go
 * on for the moment that stopping takes, and whatever it meets looks at the enrollment again.
 */
function nowhere(deps: With<"shop">): DecideAnswer {
  return { until: new Date(deps.now() + NEVER).toISOString(), way: -1 };
}
