import type { Referral } from "../../campaign/steps/referral.ts";
import type { StepCompiler } from "../builder.ts";
import { compileOneMessage } from "./one-message.ts";

export const compileReferral: StepCompiler<Referral> = compileOneMessage;
