import type { WebhookRequest } from "../../compiler/steps/webhook.ts";
import { startFacts } from "../facts.ts";
import type { Traveler } from "../head.ts";
import { Unreachable } from "../outside.ts";
import type { Enrollment } from "../records.ts";
import { callId, calling } from "./calling.ts";
import type { ActCourse } from "./course.ts";

/** Calls a system of the shop, which knows the customer by the shop's own id. Nothing that names a person goes along. */
export const webhook: ActCourse<WebhookRequest> = (deps, request, traveler, enrollment) =>
  calling(deps, request, {
    about: { kind: "webhook", to: request.webhook },
    body: () => whatIsSaid(request, traveler, enrollment),
    async call(body) {
      const url = deps.shop.webhooks?.[request.webhook]?.url;
      if (url === undefined) throw new Unreachable(`shop.json names no webhook ${request.webhook} any more`, true);
      return deps.caller.post({ url, id: callId(request), body });
    },
  });

/** Type, time and data, as https://www.standardwebhooks.com advises. */
function whatIsSaid(
  request: Parameters<typeof webhook>[1],
  { profile }: Traveler,
  enrollment: Enrollment,
): Record<string, unknown> {
  const { order, event } = startFacts(enrollment);
  const { orders = 0, tags = [], stage } = profile ?? {};
  return {
    type: "campaign.webhook",
    timestamp: request.since,
    data: {
      webhook: request.webhook,
      customerId: request.customer,
      campaign: request.campaign,
      step: request.step,
      with: request.with,
      ...(order !== undefined ? { order } : event === undefined ? {} : { event }),
      customer: { orders, tags, ...(stage === undefined ? {} : { stage }) },
      ...(enrollment.coupon === undefined ? {} : { coupon: couponTold(enrollment.coupon) }),
    },
  };
}

function couponTold({ name, code, until }: NonNullable<Enrollment["coupon"]>): Record<string, string> {
  return { name, code, ...(until === undefined ? {} : { until: new Date(until).toISOString() }) };
}
