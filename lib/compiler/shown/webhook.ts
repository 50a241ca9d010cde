import type { Webhook } from "../../campaign/steps/webhook.ts";
import type { Shown } from "./shown.ts";

export const webhook: Shown<Webhook> = { words: (step) => `Call ${step.webhook}` };
