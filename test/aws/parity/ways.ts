import type { Way } from "./way.ts";
import { EVERY_STEP } from "./ways/every-step.ts";
import { FRIENDS } from "./ways/friends.ts";
import { GIFTS } from "./ways/gifts.ts";
import { NPS } from "./ways/nps.ts";
import { REPLENISHMENT } from "./ways/replenishment.ts";
import { THANK_YOU } from "./ways/thank-you.ts";
import { WIN_BACK } from "./ways/win-back.ts";

/** The ways through the library's campaigns, and through one with every kind of step. */
export const WAYS: readonly Way[] = [
  ...THANK_YOU,
  ...WIN_BACK,
  ...REPLENISHMENT,
  ...EVERY_STEP,
  ...NPS,
  ...FRIENDS,
  ...GIFTS,
];
