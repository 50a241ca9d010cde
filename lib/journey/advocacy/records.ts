import type { Group, SurveyKind } from "../../campaign/holds.ts";

/*
 * Records about customers who answer, get something, and bring others. Times are epoch milliseconds. ../keys.ts says where they are.
 */

/** One answer to a survey. */
export type SurveyAnswer = {
  survey: string;
  kind: SurveyKind;
  score?: number;
  group?: Group;
  comment?: string;
  at: number;
  /** The message that asked, where it was one of ours. */
  enrollment?: string;
  step?: string;
};

/** A coupon that a step of a journey gave. */
export type GivenCoupon = {
  coupon: string;
  campaign: string;
  enrollment: string;
  step: string;
  code: string;
  at: number;
  /** Good until then. */
  until?: number;
  redeemedAt?: number;
  /** What was bought with it. */
  total?: number;
  currency?: string;
  /** The conversion that it was given for was taken back. */
  revokedAt?: number;
};

/** What a code leads to: the customer who passes it on, or the one whom it was given to. A pool's code is free before that. */
export type Code =
  | { kind: "referral"; customer: string }
  | { kind: "coupon"; coupon: string; state: "free" }
  | ({ kind: "coupon"; state: "given"; customer: string; revokedAt?: number } & Pick<
      GivenCoupon,
      "coupon" | "campaign" | "enrollment" | "step" | "until"
    >)
  /** Of somebody who was erased: it is given to nobody else. */
  | { kind: "coupon"; coupon: string; state: "given"; customer?: never; revokedAt?: number };

/** The codes of a coupon that were imported: numbers 1 to `imported`, of which the first `given` were taken. */
export type Pool = {
  imported: number;
  given: number;
  /** All numbers up to here are known to be given. */
  swept?: number;
};

/** What was told to a system of the shop, or to the team. */
export type CallRecord = {
  kind: "webhook" | "alert";
  /** The webhook's name; of an alert, its words. */
  to: string;
  campaign: string;
  enrollment: string;
  step: string;
  /** refused: it was answered, with a no. given up: it was not answered, too often. */
  state: "trying" | "done" | "refused" | "given up";
  /** Counted before each: one that was cut off is a try. */
  tries: number;
  /** What was answered last, in HTTP's numbers. */
  status?: number;
  /** When it was tried last. */
  at: number;
  /** What is told, while it is tried: every try says the same. */
  body?: Record<string, unknown>;
  /** Of an alert, while it is tried: the ways by which it was told already. */
  told?: string[];
};

/** What became of a call. */
export type Called = Exclude<CallRecord["state"], "trying">;

/** What a customer's orders make of them: see stage.ts. */
export const STAGES = ["new", "active", "regular", "champion", "advocate", "at risk", "lapsed"] as const;
export type Stage = (typeof STAGES)[number];
