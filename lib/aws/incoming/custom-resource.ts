import { setTimeout as sleep } from "node:timers/promises";
import type { CloudFormationCustomResourceEvent } from "aws-lambda";
import { withoutAddresses } from "../addresses.ts";

/** CloudFormation takes answers of up to 4,096 bytes. */
const LONGEST_REASON = 1_000;
const MOST_TRIES = 4;
/** Milliseconds before the second try; each pause is three times the one before. */
const FIRST_PAUSE = 100;

/**
 * Does the work of a custom resource, and always answers CloudFormation, which would wait for up to an hour otherwise: a failure
 * with its reason, also when the work is not done after `limit` milliseconds. Throws when CloudFormation does not take the answer.
 */
export async function answering(
  event: CloudFormationCustomResourceEvent,
  limit: number,
  work: () => Promise<void>,
): Promise<void> {
  const reason = await faultOf(work, limit);
  const result =
    reason === undefined
      ? { Status: "SUCCESS" }
      : { Status: "FAILED", Reason: withoutAddresses(reason).slice(0, LONGEST_REASON) };
  const { StackId, RequestId, LogicalResourceId, ResponseURL } = event;
  // Always the same: another one would have CloudFormation delete the one before.
  const PhysicalResourceId = "regulars-publication";
  await put(ResponseURL, JSON.stringify({ ...result, StackId, RequestId, LogicalResourceId, PhysicalResourceId }));
}

/** Why the work failed; undefined when it did not. */
async function faultOf(work: () => Promise<void>, limit: number): Promise<string | undefined> {
  const isDone = new AbortController();
  const late = sleep(limit, "it took longer than the function may run; deploy again, it goes on where it was", {
    signal: isDone.signal,
  });
  try {
    return await Promise.race([work().then(() => undefined), late]);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  } finally {
    late.catch(() => {});
    isDone.abort();
  }
}

async function put(url: string, body: string): Promise<void> {
  for (let tries = 1, pause = FIRST_PAUSE; ; tries++, pause *= 3) {
    try {
      // The address is signed for a request without a content type.
      const response = await fetch(url, { method: "PUT", body, headers: { "content-type": "" } });
      if (response.ok) return;
      throw new Error(`CloudFormation answered ${response.status} to what became of the publication`);
    } catch (error) {
      if (tries === MOST_TRIES) throw error;
      await sleep(pause);
    }
  }
}
