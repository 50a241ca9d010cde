import type { Called } from "../../journey/advocacy/records.ts";
import type { Engagement } from "../../journey/engage.ts";
import type { Enrolled } from "../../journey/enroll.ts";
import type { ExecutionEnd } from "../../journey/finish.ts";
import type { Alarm } from "../../journey/guard.ts";
import type { Sent } from "../../journey/send.ts";
import { isNamed } from "../errors.ts";
import type { Metric } from "../lambda/metrics.ts";
import type { Tools } from "../lambda/tools.ts";

/*
 * What functions count of their results, for alarms and the dashboard. These are not the figures of campaigns: what comes twice
 * may be counted twice.
 */

export function countEnrolled({ count }: Tools, { applied, enrolled, ended }: Enrolled): void {
  count(applied ? "EventsApplied" : "EventsAgain");
  count("Enrolled", enrolled.filter(({ holdout }) => !holdout).length);
  count("JourneysEnded", ended.length);
}

const MESSAGES: Partial<Record<Sent, Metric>> = {
  sent: "MessagesSent",
  unconfirmed: "MessagesUnconfirmed",
  deferred: "MessagesDeferred",
  held: "MessagesHeld",
};

export function countSent({ count }: Tools, sent: Sent): void {
  // The journey had ended, or its way has no message.
  if (sent === "ended" || sent === "nothing") return;
  count(MESSAGES[sent] ?? "MessagesWithheld");
  if (sent === "template fault") count("TemplateFaults");
}

const REACTIONS: Partial<Record<Engagement["fact"], Metric>> = {
  delivered: "Delivered",
  opened: "Opened",
  clicked: "Clicked",
  bounced: "Bounced",
  complained: "Complained",
};

/** With those of machines; a click that is told twice counts at its first look. */
export function countEngagement({ count }: Tools, engagement: Engagement, alarm: Alarm): void {
  if (alarm === "paused") count("MarketingPaused");
  if (engagement.fact === "clicked" && engagement.look === "settled") return;
  const metric = REACTIONS[engagement.fact];
  if (metric !== undefined) count(metric);
}

/** An aborted execution was counted by whatever ended its journey. */
export function countEnd({ count }: Tools, { status }: ExecutionEnd): void {
  if (status === "SUCCEEDED") count("JourneysEnded");
  if (status === "FAILED" || status === "TIMED_OUT") count("ExecutionsFailed");
}

const CALLS: Record<Called, Metric> = { done: "CallsDone", refused: "CallsRefused", "given up": "CallsGivenUp" };

/** A try that came to nothing is thrown on, so that the machine tries again: that is counted, too, for it is no fault of ours. */
export async function countCall({ count }: Tools, call: () => Promise<Called | "ended">): Promise<void> {
  try {
    const called = await call();
    if (called !== "ended") count(CALLS[called]);
  } catch (error) {
    if (isNamed(error, "NotAnswered")) count("CallsUnanswered");
    throw error;
  }
}
