import type { WebhookRequest } from "../../compiler/steps/webhook.ts";
import { startFacts } from "../facts.ts";
import { calling } from "./calling.ts";
import type { ActCourse } from "./course.ts";

/** Calls a system of the shop, which knows the customer by the shop's own id. Nothing that names a person goes along. */
export const webhook: ActCourse<WebhookRequest> = async (deps, request, { profile }, enrollment) => {
  const { customer, campaign, enrollment: id, step, since } = request;
  const url = deps.shop.webhooks?.[request.webhook]?.url;
  const { coupon } = enrollment;
  const body = {
    type: "campaign.webhook",
    webhook: request.webhook,
    customerId: customer,
    campaign,
    step,
    at: since,
    data: request.with,
    ...startFacts(enrollment),
    customer: { orders: profile?.orders ?? 0, tags: profile?.tags ?? [], stage: profile?.stage ?? null },
    ...(coupon === undefined ? {} : { coupon: couponTold(coupon) }),
  };
  await calling(deps, request, { kind: "webhook", to: request.webhook }, async () =>
    // An address that was taken out of shop.json is called no more: the journey is told as if it did not exist.
    url === undefined ? 404 : deps.caller.post({ url, id: `${id}.${step}`, body }),
  );
};

function couponTold({ name, code, until }: { name: string; code: string; until?: number }): Record<string, string> {
  return { name, code, ...(until === undefined ? {} : { until: new Date(until).toISOString() }) };
}
