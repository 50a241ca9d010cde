import { say } from "../../../lib/campaign/faults.ts";
import { stackName } from "../../../lib/infra/names.ts";
import { pickStage, readDeploy } from "../../../lib/infra/read-config.ts";
import { readIfThere } from "../../../lib/project/files.ts";
import { faulty, Refused } from "../refused.ts";

/** Where mail goes out, and over which name its links lead. */
export interface StagePlace {
  region: string;
  trackingDomain?: string;
}

/**
 * What deploy.json says of a stage: of the one that is asked for; else of the stack's, if one of them is; else of the only one.
 * Undefined: the file is not there, or not about this one. Throws Refused with its faults.
 */
export async function stageOf(
  folder: string,
  asked: { stage?: string; stack?: string },
): Promise<StagePlace | undefined> {
  const file = await readIfThere(folder, "deploy.json");
  if (file === undefined && asked.stage === undefined) return undefined;
  if (file !== undefined && "fault" in file) throw faulty([file.fault]);
  const { deploy, faults } = readDeploy(file);
  if (deploy === undefined) throw faulty(faults);
  const ofStack = Object.keys(deploy.stages).find((name) => stackName(name) === asked.stack);
  // A stack that no stage is of may be another shop's, or an old one: what this file says is not about it.
  if (asked.stack !== undefined && asked.stage === undefined && ofStack === undefined) return undefined;
  const picked = pickStage(deploy, asked.stage ?? ofStack);
  if ("fault" in picked) throw new Refused(say(picked.fault).replaceAll("-c stage=", "--stage "));
  const { region, trackingDomain } = picked.config;
  return { region, ...(trackingDomain === undefined ? {} : { trackingDomain }) };
}
