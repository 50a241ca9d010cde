import type { Values } from "../../campaign/steps/common.ts";
import type { Webhook } from "../../campaign/steps/webhook.ts";
import { onward, type StepCompiler } from "../builder.ts";
import { tellAct } from "../decide-task.ts";
import { literal } from "../expressions.ts";

export interface WebhookRequest {
  do: "webhook";
  webhook: string;
  with: Values;
}

export const compileWebhook: StepCompiler<Webhook> = (step, next, builder) => {
  const { key, state } = builder.label(step);
  const own = { do: "webhook", webhook: step.webhook, with: literal(step.with ?? {}) } as const;
  builder.add(state, tellAct<WebhookRequest>(key, own, onward(next)));
};
