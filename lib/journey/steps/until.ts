import type { UntilRequest } from "../../compiler/steps/wait.ts";
import { nowhere } from "../nowhere.ts";
import { stopOne } from "../stop.ts";
import { untilMoment } from "../until.ts";
import { zoneOf } from "../zone-of-country.ts";
import type { DecideCourse } from "./course.ts";

/** The moment on the customer's clock. A message about a date that is not there, or is past, must not be sent: the journey ends. */
export const until: DecideCourse<UntilRequest> = async (deps, request, { profile, contact }, enrollment) => {
  const timeZone = zoneOf(contact, deps.shop);
  const moment = untilMoment(request.until, Date.parse(request.now), { profile, timeZone });
  if (moment === undefined || moment > enrollment.endsBy) {
    await stopOne(deps, request.customer, enrollment, moment === undefined ? "no date" : "date too far");
    return nowhere(deps);
  }
  return { until: new Date(moment).toISOString() };
};
