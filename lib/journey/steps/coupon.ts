import { toSeconds } from "../../campaign/durations.ts";
import type { CouponRules } from "../../campaign/shop/coupons.ts";
import type { DecideAnswer, StepRequest } from "../../compiler/compiled.ts";
import type { CouponRequest } from "../../compiler/steps/coupon.ts";
import { giveBackToBudget, takeOfBudget } from "../advocacy/budget.ts";
import { type Gift, giveCode, type Outcome } from "../advocacy/give.ts";
import { codeBy } from "../advocacy/pattern.ts";
import { poolCodes } from "../advocacy/pool.ts";
import type { Pool } from "../advocacy/records.ts";
import { stopExecution } from "../await.ts";
import { Contended } from "../contended.ts";
import { keys } from "../keys.ts";
import { nowhere } from "../nowhere.ts";
import type { Core } from "../ports.ts";
import type { Enrollment } from "../records.ts";
import { stopOne } from "../stop.ts";
import type { DecideCourse } from "./course.ts";

type Asked = StepRequest<CouponRequest>;

/** Fewer than this of a pool, and the operators hear of it, unless shop.json says otherwise. */
export const WARN_BELOW = 100;

/** Codes of a pattern that were made already, one after the other: the pattern is worn out. */
const MOST_MADE = 20;

/**
 * Gives the customer a code of a coupon.
 *
 * 1. What this step gave before stays given, whatever shop.json says by now.
 * 2. One is taken of the step's budget.
 * 3. Codes are tried until one could be given: it, the customer's record and the journey's are written together.
 * 4. When none came of it, the budget gets its one back, and the journey goes the other way, or ends.
 */
export const coupon: DecideCourse<CouponRequest> = async (deps, request, _traveler, enrollment) => {
  const { table } = deps;
  const { customer, campaign, step, atMost } = request;
  const [before, pool] = await table.getMany([
    keys.given(customer, request.enrollment, step),
    keys.pool(request.coupon),
  ]);
  if (before !== undefined) return WITH_CODE;

  const rules = deps.shop.coupons?.[request.coupon];
  if (rules === undefined) {
    deps.log("error", "shop.json no longer names a coupon that a campaign gives", {
      coupon: request.coupon,
      campaign,
      step,
    });
    return withoutCode(deps, request, enrollment);
  }
  if (atMost !== undefined && !(await takeOfBudget(table, request, atMost))) {
    return withoutCode(deps, request, enrollment);
  }
  const gift = giftOf(request, rules, deps.now());
  let isSettled = true;
  const give: Give = async (code, from) => {
    isSettled = false;
    const outcome = await giveCode(table, gift, code, from);
    isSettled = true;
    return outcome;
  };
  try {
    const { outcome, left } =
      "pattern" in rules
        ? await ofPattern(give, request.coupon, rules.pattern)
        : await ofPool(deps, give, request.coupon, pool as unknown as SweptPool | undefined);
    if (outcome !== "given" && atMost !== undefined) await giveBackToBudget(table, request);
    const alarm = warning(deps, request.coupon, rules, left);
    return { ...(await answerTo(outcome, deps, request, enrollment)), ...alarm };
  } catch (error) {
    // Asked again, the step takes another one. Whether a code was given in the end is not known when giving it failed.
    if (isSettled && outcomeless && atMost !== undefined) await giveBackToBudget(table, request);
    throw error;
  }
};

const WITH_CODE: DecideAnswer = { way: 0 };

function giftOf({ customer, campaign, enrollment, step, coupon }: Asked, rules: CouponRules, at: number): Gift {
  const { name = coupon, validFor } = rules;
  const until = validFor === undefined ? {} : { until: at + toSeconds(validFor) * 1000 };
  return { customer, campaign, enrollment, step, coupon, name, at, ...until };
}

interface Tried {
  outcome: Exclude<Outcome, "taken"> | "none";
  /** Of the pool, after this one. */
  left?: number | undefined;
}

async function ofPattern({ table }: Pick<Core, "table">, gift: Gift, pattern: string): Promise<Tried> {
  for (let made = 0; made < MOST_MADE; made++) {
    const outcome = await giveCode(table, gift, codeBy(pattern), "pattern");
    if (outcome !== "taken") return { outcome };
  }
  throw new Contended(`${MOST_MADE} codes by the pattern of ${gift.coupon} were there already; make it longer`);
}

async function ofPool({ table }: Pick<Core, "table">, gift: Gift, pool: Pool | undefined): Promise<Tried> {
  for await (const { code, left } of poolCodes(table, gift.coupon, pool)) {
    const outcome = await giveCode(table, gift, code, "pool");
    if (outcome !== "taken") return { outcome, left };
  }
  return { outcome: "none" };
}

/** Told once, by whoever took the ticket after which so few are left; and when the last one was taken. */
function warning(
  deps: Pick<Core, "log">,
  coupon: string,
  rules: CouponRules,
  left: number | undefined,
): Pick<DecideAnswer, "alarm"> {
  const { warnBelow = WARN_BELOW } = "pool" in rules ? rules : {};
  if (left !== warnBelow && left !== 0) return {};
  deps.log("warn", "few codes of a coupon are left", { coupon, left });
  return { alarm: "coupons low" };
}

async function withoutCode(deps: Core, request: Asked, enrollment: Enrollment): Promise<DecideAnswer> {
  if (request.otherwise === "way") return { way: 1 };
  await stopOne(deps, request.customer, enrollment, "no coupon left");
  return nowhere(deps);
}
