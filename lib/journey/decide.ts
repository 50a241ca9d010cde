import type { DecideAnswer, DecideRequest } from "../compiler/compiled.ts";
import { arrive } from "./arrive.ts";
import { wayNow } from "./ask.ts";
import { stopExecution } from "./await.ts";
import { readTraveler, type Traveler } from "./head.ts";
import type { Core, With } from "./ports.ts";
import type { Enrollment } from "./records.ts";
import { stands } from "./standing.ts";
import { stopOne } from "./stop.ts";
import { putTags } from "./tags.ts";
import { untilMoment } from "./until.ts";
import { zoneOf } from "./zone-of-country.ts";

type Asked<D extends DecideRequest["do"]> = Extract<DecideRequest, { do: D }>;

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
  await arrive(deps, { customer, step: request.step, at: Date.parse(request.since) }, enrollment);
  return ANSWERS[request.do](deps, request as never, traveler, enrollment);
}

async function branchAnswer(
  deps: With<"shop">,
  request: Asked<"branch">,
  traveler: Traveler,
  enrollment: Enrollment,
): Promise<DecideAnswer> {
  return { way: await wayNow(deps, request.customer, request.ways, traveler, enrollment) };
}

/** A message about a date that is not there, or is past, must not be sent: the journey ends. */
async function untilAnswer(
  deps: With<"shop">,
  request: Asked<"until">,
  traveler: Traveler,
  enrollment: Enrollment,
): Promise<DecideAnswer> {
  const timeZone = zoneOf(traveler.contact, deps.shop);
  const moment = untilMoment(request.until, Date.parse(request.now), { profile: traveler.profile, timeZone });
  if (moment === undefined || moment > enrollment.endsBy) {
    await stopOne(deps, request.customer, enrollment, moment === undefined ? "no date" : "date too far");
    return nowhere(deps);
  }
  return { until: new Date(moment).toISOString() };
}

async function tagAnswer(deps: Core, { customer, tag }: Asked<"tag">, { profile }: Traveler): Promise<DecideAnswer> {
  await putTags(deps, customer, [tag], profile);
  return {};
}

/**
 * The answer for an execution that is being stopped. A wait that follows lasts long enough; after a branch the machine may go
 * on for the moment that stopping takes, and whatever it meets looks at the enrollment again.
 */
function nowhere(deps: With<"shop">): DecideAnswer {
  return { until: new Date(deps.now() + NEVER).toISOString(), way: -1 };
}
