import { count, number, percent } from "../numbers.ts";
import type { Report } from "../report.ts";
import type { CampaignReport, GoalReport } from "./campaign.ts";
import { sum } from "./counts.ts";

/** What a reader should know first, as whole sentences. */
export function findingsOf({ campaigns, messages, limits }: Omit<Report, "findings">): string[] {
  return [
    ...limits.flatMap(broken),
    ...campaigns.map(comparison).filter((said) => said !== undefined),
    ...withoutHoldout(campaigns),
    ...campaigns.flatMap(idle),
    ...campaigns.flatMap(ranOut),
    ...withheld(messages),
    ...deferred(messages),
  ];
}

/** Never so, as long as Regulars keeps its promise. */
function broken({ of, topic, span, allows, most, broken: customers }: Report["limits"][number]): string[] {
  if (customers === 0) return [];
  const what = of === "topic" ? `messages of ${topic}` : of === "survey" ? "surveys" : "messages";
  return [
    `A limit was NOT KEPT: ${count(customers, "customer")} got more than ${number(allows)} ${what} in ${span}, one of them ${number(most)}.`,
  ];
}

/** The lift, and how far it can be believed. */
export function comparison({ id, begun, goal }: CampaignReport): string | undefined {
  if (goal?.holdout === undefined || begun === 0) return undefined;
  const { holdout } = goal;
  const shares = `${percent(goal.share)} of ${count(begun, "journey")} with messages reached the goal, ${percent(holdout.share)} of ${number(holdout.size)} held out.`;
  return `${id}: ${shares} ${verdictOf(holdout.lift)}${supposition(goal)}`;
}

function verdictOf({ verdict, difference, chance }: NonNullable<GoalReport["holdout"]>["lift"]): string {
  const points = `${Math.abs(difference * 100).toFixed(1)} points ${difference < 0 ? "less" : "more"}`;
  if (verdict === "too few to tell") return "Too few to tell whether that is more than chance.";
  if (verdict === "may be chance") return `Those ${points} may well be chance (${oftenness(chance)}).`;
  return `Those ${points} are more than chance (${oftenness(chance)}).`;
}

function oftenness(chance: number): string {
  if (chance < 0.001) return "chance alone does this less than once in 1,000 times";
  if (chance < 0.01) return `chance alone does this ${Math.round(chance * 1_000)} in 1,000 times`;
  return `chance alone does this ${Math.round(chance * 100)} in 100 times`;
}

function supposition({ supposed, converted, holdout }: GoalReport): string {
  if (supposed === 0 && holdout?.lift.verdict !== "more than chance") return "";
  if (supposed === 0) return " Yet no message brought a purchase in this run: it is the luck of who was held out.";
  return ` But the supposed rates brought ${number(supposed)} of the ${number(converted)}: this shows what you would see if they were true, not that they are.`;
}

function withoutHoldout(campaigns: readonly CampaignReport[]): string[] {
  const ids = campaigns.filter(({ goal }) => goal !== undefined && goal.holdout === undefined).map(({ id }) => id);
  if (ids.length === 0) return [];
  const have = ids.length === 1 ? "has" : "have";
  return [
    `${ids.join(", ")} ${have} no holdout: what would have happened anyway cannot be told apart; "holdout": "10%" would measure it.`,
  ];
}

/** A campaign that talks to nobody is probably not what its author meant. */
function idle({ id, begun, enrolled, notEnrolled, endedBeforeBegun }: CampaignReport): string[] {
  if (begun > 0) return [];
  if (enrolled > 0) {
    const [most] = Object.entries(endedBeforeBegun);
    const why = most === undefined ? "all still wait" : `most ended first: ${most[0]}`;
    return [`${id}: nobody got past the first wait (${why}).`];
  }
  const [reason] = Object.entries(notEnrolled);
  return [`${id}: nobody was enrolled (${reason === undefined ? "no event of this file starts it" : reason[0]}).`];
}

/** A pool never runs out here: what its codes come to is told beside how many were given. */
function ranOut({ id, coupons }: CampaignReport): string[] {
  return coupons.flatMap(({ coupon, without, atMost }) =>
    without === 0 || atMost === undefined
      ? []
      : [`${id}: ${count(without, "journey")} found no code of ${coupon} left (a budget of ${number(atMost)}).`],
  );
}

function deferred({ deferred: reasons }: Report["messages"]): string[] {
  const { closed = 0, ...others } = reasons;
  const waited = sum(others);
  return [
    ...(closed > 0 ? [`${count(closed, "message")} waited for the customer's hours.`] : []),
    ...(waited > 0 ? [`${count(waited, "message")} waited for room: ${Object.keys(others).join(", ")}.`] : []),
  ];
}

function withheld({ withheld: reasons, sent }: Report["messages"]): string[] {
  const all = sum(reasons);
  if (all === 0) return [];
  const share = percent(all / (all + sent));
  return [`${count(all, "message")} withheld (${share}): ${Object.keys(reasons).join(", ")}.`];
}
