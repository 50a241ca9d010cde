import type { Step, StepKind, StepOf } from "../../campaign/steps.ts";
import { kind } from "../../campaign/walk.ts";
import { alert } from "./alert.ts";
import { branch } from "./branch.ts";
import { coupon } from "./coupon.ts";
import { exit } from "./exit.ts";
import { referral } from "./referral.ts";
import { send } from "./send.ts";
import type { Shown } from "./shown.ts";
import { split } from "./split.ts";
import { survey } from "./survey.ts";
import { tag } from "./tag.ts";
import { wait } from "./wait.ts";
import { waitFor } from "./wait-for.ts";
import { webhook } from "./webhook.ts";

const SHOWN: { readonly [K in StepKind]: Shown<StepOf[K]> } = {
  send,
  wait,
  waitFor,
  branch,
  split,
  tag,
  survey,
  referral,
  coupon,
  webhook,
  alert,
  exit,
};

/** How this step is called and drawn. */
export function shownOf(step: Step): Shown<Step> {
  return SHOWN[kind(step)] as Shown<Step>;
}
