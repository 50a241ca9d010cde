import { setTimeout as sleep } from "node:timers/promises";
import type { CloudFormationCustomResourceEvent } from "aws-lambda";
import { withoutAddresses } from "../addresses.ts";

/** CloudFormation takes answers of up to 4,096 bytes. */
const LONGEST_REASON = 1_000;
const MOST_TRIES = 4;

/**
 * Does the work of a custom resource, and always answers CloudFormation, which would wait for up to an hour otherwise: a failure
 * with its reason, also when the work is not done `before` so many milliseconds have passed.
 */
export async function answering(
  event: CloudFormationCustomResourceEvent,
  before: number,
  work: () => Promise<void>,
): Promise<void> {
  const isDone = new AbortController();
  const late = sleep(before, undefined, { signal: isDone.signal }).then(
    () => Promise.reject(new Error("it took longer than the function may run; deploy again, it goes on where it was")),
    () => {},
  );
  try {
    await Promise.race([work(), late]);
    await answer(event, { Status: "SUCCESS" });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    await answer(event, { Status: "FAILED", Reason: withoutAddresses(reason).slice(0, LONGEST_REASON) });
  } finally {
    isDone.abort();
  }
}

async function answer(
  event: CloudFormationCustomResourceEvent,
  result: { Status: "SUCCESS" | "FAILED"; Reason?: string },
): Promise<void> {
  const { StackId, RequestId, LogicalResourceId, ResponseURL } = event;
  // Always the same: another one would have CloudFormation delete the one before.
  const PhysicalResourceId = "regulars-publication";
  const body = JSON.stringify({ ...result, StackId, RequestId, LogicalResourceId, PhysicalResourceId });
  for (let tries = 1; ; tries++) {
    try {
      // The address is signed for a request without a content type.
      const response = await fetch(ResponseURL, { method: "PUT", body, headers: { "content-type": "" } });
      if (response.ok) return;
      throw new Error(`CloudFormation answered ${response.status} to what became of the publication`);
    } catch (error) {
      if (tries === MOST_TRIES) throw error;
      await sleep(500 * tries);
    }
  }
}
