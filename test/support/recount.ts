import { groupOf } from "../../lib/campaign/event-facts.ts";
import type { Rules } from "../../lib/compiler/compiled.ts";
import type { CallRecord, GivenCoupon } from "../../lib/journey/advocacy/records.ts";
import { share } from "../../lib/journey/hash.ts";
import type { Enrollment, Send } from "../../lib/journey/records.ts";
import type { Records } from "./records.ts";

/** A shop whose records can be read, whichever engine it runs on. */
interface Shop extends Pick<Records, "enrollment" | "past" | "sends" | "coupons" | "callsAbout"> {
  deps: { campaigns: readonly Pick<Rules, "campaign" | "holdout">[] };
}

/** The figures as the records tell them at the end: what adding up every change must come to. */
export async function recount(shop: Shop, customers: readonly string[]): Promise<Map<string, number>> {
  const figures = new Map<string, number>();
  const add = (name: string, n = 1): void => void figures.set(name, (figures.get(name) ?? 0) + n);
  const holdouts = new Map(shop.deps.campaigns.map(({ campaign, holdout }) => [campaign, holdout]));
  for (const customer of customers) {
    const current = await Promise.all(
      [...holdouts.keys()].map((id) => shop.enrollment(customer, id).catch(() => undefined)),
    );
    for (const enrollment of [...current, ...(await shop.past(customer))]) {
      if (enrollment === undefined) continue;
      const { campaign } = enrollment;
      const isHoldout = share("holdout", campaign, customer) < (holdouts.get(campaign) ?? 0);
      addEnrollment(enrollment, isHoldout, (what, n) => add(`${campaign}  ${what}`, n));
      if (enrollment.status !== "running" && enrollment.status !== "scheduled") continue;
      add(`${campaign}  in version ${enrollment.version}`);
      if (enrollment.step !== undefined) add(`${campaign} ${enrollment.step} waiting`);
    }
    const ofStep =
      ({ campaign, step }: { campaign: string; step: string }) =>
      (what: string, n?: number) =>
        add(`${campaign} ${step} ${what}`, n);
    for (const entry of await shop.sends(customer)) addSend(entry, ofStep(entry));
    for (const coupon of await shop.coupons(customer)) addCoupon(coupon, ofStep(coupon));
    for (const call of await shop.callsAbout(customer)) addCall(call, ofStep(call));
  }
  return figures;
}

/** Who came to a step and has not left it waits there. Deferrals leave no trace in the records. */
export function withWaiting(figures: ReadonlyMap<string, number>): Map<string, number> {
  const waiting = new Map<string, number>();
  for (const [name, n] of figures) {
    if (name.includes(" deferred: ")) continue;
    const [, about, kind] = /^(.*?) (entered|left: .*)$/.exec(name) ?? [];
    const [key, by] = kind === undefined ? [name, n] : [`${about} waiting`, kind === "entered" ? n : -n];
    waiting.set(key, (waiting.get(key) ?? 0) + by);
  }
  return new Map([...waiting].filter(([, n]) => n !== 0));
}

function addEnrollment(enrollment: Enrollment, isHoldout: boolean, add: (what: string, n?: number) => void): void {
  const { begun, goalMetAt, goalValue, status, outcome } = enrollment;
  const of = isHoldout ? " of holdout" : "";
  add(isHoldout ? "held out" : "enrolled");
  if (begun) add(`begun${of}`);
  if (goalMetAt !== undefined) add(`converted${of}`);
  if (goalValue !== undefined && !isHoldout) add(`revenue ${goalValue.currency}`, goalValue.total);
  const how = [isHoldout ? "held out" : "", begun ? "" : "before it began"].filter(Boolean).join(" ");
  if (status === "ended") add(`ended: ${outcome}${how === "" ? "" : ` (${how})`}`);
}

function addSend(entry: Send, add: (what: string, n?: number) => void): void {
  if (entry.state === "withheld") add(`withheld: ${entry.reason}${entry.to === undefined ? "" : ` to ${entry.to}`}`);
  else if (entry.state === "sent" || entry.state === "unconfirmed") add(entry.state);
  for (const fact of ["delivered", "opened", "clicked", "bounced", "complained", "unsubscribed"] as const) {
    if (entry[fact] !== undefined) add(fact);
  }
  if (entry.machineOpened !== undefined) add("opened by machine");
  if (entry.machineClicked !== undefined) add("clicked by machine");
  if (entry.answered === undefined) return;
  add("answered");
  if (entry.score) add("score", entry.score);
  const group = entry.survey && groupOf(entry.survey, entry.score);
  if (group !== undefined) add(group);
}

function addCoupon(coupon: GivenCoupon, add: (what: string, n?: number) => void): void {
  add("coupon given");
  if (coupon.redeemedAt === undefined) return;
  add("coupon redeemed");
  if (coupon.total) add(`revenue by coupon ${coupon.currency}`, coupon.total);
}

function addCall({ state }: CallRecord, add: (what: string) => void): void {
  if (state !== "trying") add(state === "done" ? "called" : `call ${state}`);
}
