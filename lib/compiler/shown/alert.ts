import type { Alert } from "../../campaign/steps/alert.ts";
import type { Shown } from "./shown.ts";

export const alert: Shown<Alert> = { words: (step) => `Alert ${step.alert}` };
