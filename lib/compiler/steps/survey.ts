import type { Survey } from "../../campaign/steps/survey.ts";
import type { StepCompiler } from "../builder.ts";
import { compileOneMessage } from "./one-message.ts";

export const compileSurvey: StepCompiler<Survey> = compileOneMessage;
