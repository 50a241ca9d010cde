import type { Outputs, Stack } from "../../lib/operate/stack.ts";

export const OUTPUTS: Outputs = {
  EventsTable: "Events",
  StateTable: "State",
  SendQueueUrl: "https://sqs/send",
  SendDeadLettersUrl: "https://sqs/send-dead",
  RecordDeadLettersUrl: "https://sqs/records-dead",
  CallDeadLettersUrl: "https://sqs/calls-dead",
  EnrollFunction: "RegularsProd-Enroll-1A",
  EngageFunction: "RegularsProd-Engage-1B",
  BeginFunction: "RegularsProd-Begin-1C",
  FinishFunction: "RegularsProd-Finish-1D",
  ScheduleGroup: "RegularsProd-Schedules-1E",
};

export function givenStack(changes: Partial<Stack> = {}): Stack {
  const known = { name: "RegularsProd", region: "eu-central-1", status: "UPDATE_COMPLETE", deployedAt: 0 };
  return { ...known, outputs: OUTPUTS, ...changes };
}

/** The ARN of a function of the stack, as Lambda names it in its records. */
export function arnOf(name: string, qualifier = ""): string {
  return `arn:aws:lambda:eu-central-1:123456789012:function:${name}${qualifier}`;
}
