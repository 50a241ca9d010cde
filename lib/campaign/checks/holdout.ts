import type { Campaign } from "../campaign.ts";
import type { Finding } from "../reading/finding.ts";

export function checkHoldout({ holdout, goal }: Campaign): Finding[] {
  if (holdout === undefined || goal !== undefined) return [];
  return [
    { path: ["holdout"], what: "a holdout measures nothing without a goal", fix: "add a goal, or remove the holdout" },
  ];
}
