import type { Way } from "./way.ts";
import { EVERY_STEP } from "./ways/every-step.ts";
import { FRIENDS } from "./ways/friends.ts";
import { GIFTS } from "./ways/gifts.ts";
import { NPS } from "./ways/nps.ts";
import { REPLENISHMENT } from "./ways/replenishment.ts";
import { THANK_YOU } from "./ways/thank-you.ts";
import { WIN_BACK } from "./ways/win-back.ts";

/** The ways through the library's campaigns, and through two with the other kinds of steps: the longest first. */
export const WAYS: readonly Way[] = [
  ...WIN_BACK,
  ...EVERY_STEP,
  ...REPLENISHMENT,
  ...NPS,
  ...THANK_YOU,
  ...FRIENDS,
  ...GIFTS,
];
