import type { Campaign } from "./campaign.ts";
import { checkAskable } from "./checks/askable.ts";
import { checkComments } from "./checks/comments.ts";
import { checkDeclared, type Declarations } from "./checks/declared.ts";
import { checkFinalWait, checkReachable } from "./checks/endings.ts";
import { checkEventNames } from "./checks/event-names.ts";
import { checkFacts } from "./checks/facts.ts";
import { checkHoldout } from "./checks/holdout.ts";
import { checkLengths } from "./checks/lengths.ts";
import { checkMessages } from "./checks/messages.ts";
import { checkFileName, checkStepIds, checkTemplates, checkWayNames, unknownTemplates } from "./checks/names.ts";
import { checkTakenBack } from "./checks/taken-back.ts";
import { checkUntil } from "./checks/until.ts";
import type { Fault } from "./faults.ts";
import { byLine, readCampaign } from "./read.ts";
import type { SourceFile } from "./reading/document.ts";
import { type Finding, type Positions, toFault } from "./reading/finding.ts";

export interface CheckContext {
  /** The file's path, as its author knows it. */
  path: string;
  /** From `readCampaign`; without them faults have no lines. */
  positions?: Positions;
  /** The names of the folders in templates/. */
  templates: readonly string[];
  /** What shop.json declares. Without it nothing is held against it: shop.json has faults of its own. */
  declared?: Declarations | undefined;
}

/** One rule: what in a campaign that was read well does not fit together. */
type Rule = (campaign: Campaign, context: CheckContext) => Finding[];

const RULES: readonly Rule[] = [
  checkFileName,
  checkTemplates,
  checkDeclared,
  checkEventNames,
  checkStepIds,
  checkWayNames,
  checkMessages,
  checkComments,
  checkAskable,
  checkReachable,
  checkFinalWait,
  checkLengths,
  checkUntil,
  checkFacts,
  checkHoldout,
  checkTakenBack,
];

/** What a campaign refers to exists, can have happened, and makes sense together. By line. */
function checkCampaign(campaign: Campaign, context: CheckContext): Fault[] {
  return RULES.flatMap((rule) => rule(campaign, context))
    .map((finding) => toFault(finding, context.path, context.positions))
    .sort(byLine);
}

/** A campaign without faults, and where it came from. */
export interface CheckedCampaign {
  campaign: Campaign;
  path: string;
  positions: Positions;
}

/**
 * Reads and checks all campaigns of a shop. Faultless ones come through beside faulty ones, by path.
 * @param templates the names of the folders in templates/
 * @param declared of shop.json; undefined when that has faults, and then nothing is held against it
 */
export function checkAll(
  files: readonly SourceFile[],
  templates: readonly string[],
  declared?: Declarations,
): { campaigns: CheckedCampaign[]; faults: Fault[] } {
  const campaigns: CheckedCampaign[] = [];
  const faults: Fault[] = [];
  const owners = new Map<string, string>();
  for (const file of files.toSorted((one, other) => (one.path < other.path ? -1 : 1))) {
    const { campaign, value, positions, faults: unreadable } = readCampaign(file);
    if (campaign === undefined || positions === undefined) {
      const steps = (value as { steps?: unknown } | null | undefined)?.steps;
      const missing = unknownTemplates(steps, templates, ["steps"]);
      const all = [...unreadable, ...missing.map((finding) => toFault(finding, file.path, positions))];
      faults.push(...all.sort(byLine));
      continue;
    }
    const found = checkCampaign(campaign, { path: file.path, positions, templates, declared });
    const owner = owners.get(campaign.id);
    if (owner === undefined) owners.set(campaign.id, file.path);
    else {
      const what = `the id "${campaign.id}" belongs to ${owner}`;
      found.push(toFault({ path: ["id"], what, fix: "give each campaign an id of its own" }, file.path, positions));
    }
    faults.push(...found.sort(byLine));
    if (found.length === 0) campaigns.push({ campaign, path: file.path, positions });
  }
  return { campaigns, faults };
}
