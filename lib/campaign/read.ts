import { type Campaign, campaignSchema } from "./campaign.ts";
import type { Fault } from "./faults.ts";
import { readDocument, type SourceFile } from "./reading/document.ts";
import { type Positions, toFault } from "./reading/finding.ts";
import { explainCampaign } from "./reading/steps.ts";

export interface ReadCampaign {
  /** There when the file has no faults. */
  campaign?: Campaign;
  /** Where everything stands in the file; there when it is JSON at all. */
  positions?: Positions;
  /** What stands there, with faults or without; there when it is JSON at all. */
  value?: unknown;
  /** By line. */
  faults: Fault[];
}

/** Reads one campaign file: all its faults at once. What it refers to is the business of `checkCampaign`. */
export function readCampaign(file: SourceFile): ReadCampaign {
  const { document, faults } = readDocument(file);
  if (document === undefined) return { faults };
  const { value, positions } = document;
  const parsed = campaignSchema.safeParse(value);
  if (parsed.success && faults.length === 0) return { campaign: parsed.data, positions, faults };
  const found = explainCampaign(campaignSchema, value, []).map((finding) => toFault(finding, file.path, positions));
  return { value, positions, faults: [...faults, ...found].sort(byLine) };
}

export function byLine(one: Fault, other: Fault): number {
  return (one.line ?? 0) - (other.line ?? 0);
}
