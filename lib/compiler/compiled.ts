import type { Rule } from "../campaign/campaign.ts";
import type { Condition } from "../campaign/conditions.ts";
import type { SurveyKind } from "../campaign/holds.ts";
import type { Sending } from "../campaign/parts/sending.ts";
import type { Until } from "../campaign/steps.ts";
import type { StateMachine } from "./asl.ts";

/** A campaign ready to run: what enrolling needs to know, and the machine that runs after it. */
export interface Compiled {
  rules: Rules;
  machine: StateMachine;
  transitions: Transitions;
}

/** Plain data, so that it can travel: `enroll` carries one of these for each campaign. */
export interface Rules {
  campaign: string;
  /** The marketer's name for it. */
  name: string;
  /** Hash of the rules, without the name, and the machine: people finish the version they started. */
  version: string;
  start: { on: string; if?: Condition; again: Again };
  stop: (Rule & { outcome: string })[];
  goal?: Rule & { withinSeconds: number };
  /** Share of customers, 0 to 0.9. */
  holdout: number;
  /** A leading wait: the journey begins this much after its event, by a schedule instead of an execution. */
  begin?: LeadingWait;
  /** The key of the step that its machine begins with, where that is a message or a wait for something: whoever begins is there. */
  first?: string;
  /** When it is to send something, as far as its first state tells: seconds after it began. */
  wants?: number[];
  /** Answered when the customer is enrolled; the machine only reads the answers. */
  questions: Question[];
  /** All of its messages serve the customer: a no to marketing neither ends nor forbids it. */
  transactional?: true;
  /** Who goes first when two campaigns want the same hour. */
  priority?: Priority;
  /** It listens to changes of the customer's stage, in a rule or while it waits: they are told only where somebody does. */
  stages?: true;
  /** Events that its journeys wait for. The machine says so as well, and the version is taken from that. */
  waitsFor?: string[];
  /** The most seconds a journey can take once begun. */
  longest: number;
}

export type Again = "never" | "always" | { afterSeconds: number };
export type LeadingWait = { seconds: number } | { until: Until };

/** The answer is the number of the way to take, from 0. */
export type Question =
  | { key: string; kind: "branch"; ways: (Condition | null)[] }
  | { key: string; kind: "split"; weights: number[] };

/** State transitions of one journey, as Step Functions bills them; a message deferred to the customer's hours adds 2, one held by a pause 2 as well. */
export interface Transitions {
  best: number;
  worst: number;
}

/** The input of an execution. No personal data: ids and numbers only. */
export interface ExecutionInput {
  enrollment: string;
  customer: string;
  campaign: string;
  /** Of the campaign: names the machine together with it. */
  version: string;
  /** Question key -> number of the way. */
  answers: Record<string, number>;
}

/** What the send queue carries: everything the send function must know besides the customer. */
export interface SendMessage {
  token: string;
  enrollment: string;
  customer: string;
  campaign: string;
  version: string;
  /** The step's key: unique in its campaign, lasting where the marketer gave an id. */
  step: string;
  template: string;
  with: Record<string, string | number | boolean>;
  /** It asks a question of this kind. */
  survey?: SurveyKind;
  /** It speaks of the customer's own code for friends. */
  referral?: true;
  /** When the state was entered, ISO 8601: lateness counts from here. */
  due: string;
  rules: SendRules;
  /** What follows in the same state. */
  then: AfterSend;
}

/** A message that is chosen when it is sent: a branch or a split whose every way is one message, or none, is one state. */
export interface ChoiceMessage
  extends Omit<SendMessage, "step" | "template" | "with" | "survey" | "referral" | "rules" | "then"> {
  choose: Choice;
  then: { do: "go on" };
}

/** The number of the way is asked now, or was answered at enrollment under the key. No way: no message. */
export interface Choice {
  key: string;
  /** One a way; null holds for everyone. */
  if?: (Condition | null)[];
  ways: (Choice | ChosenMessage | null)[];
}

export type ChosenMessage = Pick<SendMessage, "step" | "template" | "with" | "rules">;

/** When and how often a message may go out. A message carries what was so when its campaign was compiled. */
export interface SendRules {
  /** It serves the customer: no consent is asked, and no limit counts it. Marketing otherwise. */
  transactional?: true;
  /** What it is about, in the shop's topics. */
  topic?: string;
  /** On the customer's clock, `"09:00-20:00"`. */
  hours?: string;
  /** On the customer's clock. */
  days?: Sending["days"];
  /** Dates on the customer's clock, `"12-25"` or `"2027-04-13"`. */
  notOn?: Sending["notOn"];
  /** Outside of hours and days it is dropped; it waits for the next opening otherwise. */
  ifClosed?: "drop";
  /** At most so many messages in any span of this length; all of them hold. */
  caps?: Cap[];
  /** It waits until the caps have room; it is dropped otherwise. */
  ifTooMany?: "defer";
  /** Of its campaign: 1 goes before 0 (not given) before -1. */
  priority?: Priority;
  /** Later than this after `due`, the message is dropped. A fused wait that ends sooner drops it sooner. */
  lateAfterSeconds: number;
}

/** What a cap counts: messages of all campaigns, of this message's topic, of its campaign, or surveys of all campaigns. */
export interface Cap {
  of: "shop" | "topic" | "campaign" | "survey";
  count: number;
  seconds: number;
}

export type Priority = 1 | -1;

export type AfterSend =
  /** The next state follows at once. */
  | { do: "go on" }
  /** The state's timeout is the marketer's wait: nothing is answered. */
  | { do: "wait"; seconds: number }
  /** The token waits for this, until the state's timeout. */
  | { do: "wait for"; target: WaitTarget; seconds: number };

/** What a wait registers. `message` is the step key of the message that is watched. */
export type WaitTarget = { fact: WatchedFact; message: string } | { on: string; if?: Condition };

export type WatchedFact = "delivered" | "opened" | "clicked" | "answered";

/** What the `await` function is asked. */
export interface AwaitRequest {
  token: string;
  enrollment: string;
  customer: string;
  campaign: string;
  version: string;
  step: string;
  since: string;
  /** `resume`: the campaign is paused, and the token is answered when it goes on. */
  target: WaitTarget | { resume: true };
  seconds: number;
}

/** Which step of which journey asks a function. */
export interface Asker {
  enrollment: string;
  customer: string;
  campaign: string;
  version: string;
  step: string;
  /** When the state was entered, ISO 8601. */
  since: string;
}

/** What the functions `decide` and `act` are asked: `do` names what, and the rest is of its kind (see steps/). */
export type StepRequest<Own extends Doing = Doing> = Asker & Own;
export interface Doing {
  do: string;
}

export interface DecideAnswer {
  /** branch: the number of the way, or the count of ways when none holds; coupon: 0 with a code, 1 without. */
  way?: number;
  /** until: ISO 8601. */
  until?: string;
  /** For the operators: the machine does not look at it. */
  alarm?: "coupons low";
}

/** Errors that a state machine catches; a token is failed with the same words. */
export const DEFERRED = "Deferred";
export const WITHHELD = "Withheld";
export const HELD = "Held";

/** Placeholders for what a deployment knows. */
export const PLACEHOLDERS = {
  sendQueueUrl: "${SendQueueUrl}",
  decideFunction: "${DecideFunctionArn}",
  awaitFunction: "${AwaitFunctionArn}",
  actFunction: "${ActFunctionArn}",
} as const;
