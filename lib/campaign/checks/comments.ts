import type { Campaign } from "../campaign.ts";
import type { Finding } from "../reading/finding.ts";
import { messageOf } from "../walk.ts";
import { alongSent } from "./sent-before.ts";

/** An alert tells what a survey of its own journey was answered. */
export function checkComments(campaign: Campaign): Finding[] {
  return alongSent(campaign, ({ step, path }, sent) => {
    if (!("alert" in step) || step.comment === undefined) return [];
    if ([...sent].some((before) => messageOf(before)?.survey !== undefined)) return [];
    const what = "no survey can have been sent before this alert";
    const fix = 'add a step with "survey" before it, or remove comment';
    return [{ path: [...path, "comment"], what, why: "there is nothing that the customer wrote", fix }];
  });
}
