import { CfnResource, type Stack } from "aws-cdk-lib";
import type { Fault } from "../campaign/faults.ts";

/** CloudFormation takes 500 resources a stack; the rest is room for what a deployment adds by itself. */
const MOST_RESOURCES = 480;

/** Says when a stack has more resources than CloudFormation takes; each campaign is one. */
export function checkSize(stack: Stack, campaigns: number): Fault[] {
  const count = stack.node.findAll().filter((construct) => CfnResource.isCfnResource(construct)).length;
  if (count <= MOST_RESOURCES) return [];
  const most = campaigns - (count - MOST_RESOURCES);
  return [
    {
      file: "campaigns",
      path: "",
      what: `there are ${campaigns} campaigns; a stage has room for ${most}`,
      why: "CloudFormation takes 500 resources in a stack",
      fix: `take ${campaigns - most} out, or give some to a project and a stage of their own`,
    },
  ];
}
