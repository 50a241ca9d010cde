import type { Send } from "../../campaign/steps/send.ts";
import type { StepCompiler } from "../builder.ts";
import { compileOneMessage } from "./one-message.ts";

export const compileSend: StepCompiler<Send> = compileOneMessage;
