import type { Tag } from "../../campaign/steps/tag.ts";
import type { Shown } from "./shown.ts";

export const tag: Shown<Tag> = { words: (step) => `Tag ${step.tag}` };
