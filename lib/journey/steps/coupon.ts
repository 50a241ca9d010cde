import { toSeconds } from "../../campaign/durations.ts";
import type { CouponRules } from "../../campaign/shop/coupons.ts";
import type { DecideAnswer, StepRequest } from "../../compiler/compiled.ts";
import type { CouponRequest } from "../../compiler/steps/coupon.ts";
import { giveBackToBudget, takeOfBudget } from "../advocacy/budget.ts";
import { type Gift, giveCode, type Outcome } from "../advocacy/give.ts";
import { codeBy } from "../advocacy/pattern.ts";
import { type PoolCode, poolCodes } from "../advocacy/pool.ts";
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
 * 4. When none came of it, the journey goes the other way, or ends; the budget gets its one back, also when this is to be
 *    asked again.
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
  let isKnown = true;
  const give: Give = async (code) => {
    isKnown = false;
    const outcome = await giveCode(table, gift, code, "pattern" in rules ? "pattern" : "pool");
    isKnown = true;
    return outcome;
  };
  const codes =
    "pattern" in rules
      ? codesByPattern(request.coupon, rules.pattern)
      : poolCodes(table, request.coupon, pool as unknown as Pool | undefined);
  let isGiven = false;
  try {
    const { outcome, left } = await giveOneOf(codes, give);
    isGiven = outcome === "given";
    const few = warning(deps, request.coupon, rules, left);
    if (outcome === "given" || outcome === "given before") return { ...WITH_CODE, ...few };
    if (outcome === "none") return { ...(await withoutCode(deps, request, enrollment)), ...few };
    await stopExecution(deps, request);
    return { ...nowhere(deps), ...few };
  } finally {
    // Also when a call failed, and the step is asked again. Where giving a code failed, it may have been given all the same.
    if (atMost !== undefined && isKnown && !isGiven) await giveBackToBudget(table, request);
  }
};

const WITH_CODE: DecideAnswer = { way: 0 };

function giftOf({ customer, campaign, enrollment, step, coupon }: Asked, rules: CouponRules, at: number): Gift {
  const { name = coupon, validFor } = rules;
  const until = validFor === undefined ? {} : { until: at + toSeconds(validFor) * 1000 };
  return { customer, campaign, enrollment, step, coupon, name, at, ...until };
}

type Give = (code: string) => Promise<Outcome>;

interface Tried {
  outcome: Exclude<Outcome, "taken"> | "none";
  /** How many were left in the pool after each ticket that was taken for it. */
  left: number[];
}

async function giveOneOf(codes: AsyncIterable<PoolCode> | Iterable<PoolCode>, give: Give): Promise<Tried> {
  const left: number[] = [];
  for await (const tried of codes) {
    if (tried.left !== undefined) left.push(tried.left);
    const outcome = await give(tried.code);
    if (outcome !== "taken") return { outcome, left };
  }
  return { outcome: "none", left };
}

function* codesByPattern(coupon: string, pattern: string): Generator<PoolCode, void, void> {
  for (let made = 0; made < MOST_MADE; made++) yield { code: codeBy(pattern) };
  throw new Contended(`${MOST_MADE} codes by the pattern of ${coupon} were there already; make it longer`);
}

/** Told once, by whoever took the ticket after which so few are left; and when the last one was taken. */
function warning(
  deps: Pick<Core, "log">,
  coupon: string,
  rules: CouponRules,
  left: readonly number[],
): Pick<DecideAnswer, "alarm"> {
  const { warnBelow = WARN_BELOW } = "pool" in rules ? rules : {};
  const few = left.findLast((codes) => codes === warnBelow || codes === 0);
  if (few === undefined) return {};
  deps.log("warn", "few codes of a coupon are left", { coupon, left: few });
  return { alarm: "coupons low" };
}

async function withoutCode(deps: Core, request: Asked, enrollment: Enrollment): Promise<DecideAnswer> {
  if (request.otherwise === "way") return { way: 1 };
  await stopOne(deps, request.customer, enrollment, "no coupon left");
  return nowhere(deps);
}
