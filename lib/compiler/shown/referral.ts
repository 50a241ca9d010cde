import type { Referral } from "../../campaign/steps/referral.ts";
import type { Shown } from "./shown.ts";

export const referral: Shown<Referral> = { words: (step) => `Invite friends ${step.referral}` };
