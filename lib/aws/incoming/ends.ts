import type { ExecutionEnd } from "../../journey/finish.ts";
import { Refused } from "../errors.ts";
import { readPayload } from "./payload.ts";

/**
 * The `detail` of EventBridge's "Step Functions Execution Status Change".
 * https://docs.aws.amazon.com/step-functions/latest/dg/eventbridge-integration.html
 */
export interface StatusChange {
  name?: string;
  status?: string;
  /** JSON. Null when it was too large to be told: ours are some hundred bytes. */
  input?: string | null;
  output?: string | null;
}

const ENDS = ["SUCCEEDED", "FAILED", "TIMED_OUT", "ABORTED"] as const;

/** How an execution ended; undefined when it has not. Throws Refused for an execution that is none of ours. */
export function readEnd({ status, name, input, output }: StatusChange): ExecutionEnd | undefined {
  const end = ENDS.find((one) => one === status);
  if (end === undefined) return undefined;
  const { customer, campaign, enrollment } = readPayload(parsed(input), `the input of execution ${name}`);
  return { customer, campaign, enrollment, status: end, output: parsed(output) };
}

function parsed(json: string | null | undefined): unknown {
  if (json === undefined || json === null) return undefined;
  try {
    return JSON.parse(json);
  } catch {
    throw new Refused(
      "the input or output of an execution is not JSON; EventBridge has cut it, or this event was made by hand",
    );
  }
}
