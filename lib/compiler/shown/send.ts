import type { Send } from "../../campaign/steps/send.ts";
import type { Shown } from "./shown.ts";

export const send: Shown<Send> = { words: (step) => `Send ${step.send}` };
