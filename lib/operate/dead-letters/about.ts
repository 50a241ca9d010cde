import type { Clients } from "../clients.ts";
import type { Outputs } from "../stack.ts";
import { lookInto } from "./inbox.ts";
import { DEAD_LETTER_QUEUES, QUEUE_NAMES } from "./queues.ts";

/** Removes what lies in the dead-letter queues about a customer: events, messages and calls that were set aside. Answers how many. */
export async function removeLettersAbout(
  queues: Clients["queues"],
  outputs: Outputs,
  customer: string,
): Promise<number> {
  let count = 0;
  for (const queue of QUEUE_NAMES) {
    await lookInto(queues, { queue, url: outputs[DEAD_LETTER_QUEUES[queue]] }, async ({ letters }) => {
      for (const letter of letters) {
        if (!isAbout(letter.body, customer)) continue;
        await letter.remove();
        count++;
      }
    });
  }
  return count;
}

/**
 * Whether something, at whatever depth, names this customer, as events, messages, executions and the tags of a mail do.
 * JSON is often a text within JSON here.
 */
export function isAbout(value: unknown, customer: string): boolean {
  if (typeof value === "string") {
    const inner = /^\s*[{[]/.test(value) ? parsed(value) : undefined;
    return inner !== undefined && isAbout(inner, customer);
  }
  if (typeof value !== "object" || value === null) return false;
  return Object.entries(value).some(
    ([name, inner]) => (NAMES.has(name) && isNamed(inner, customer)) || isAbout(inner, customer),
  );
}

const NAMES = new Set(["customer", "customerId"]);

/** `"c-42"`, `{ "S": "c-42" }` in DynamoDB's words, `["Yy00Mg"]` as a tag. */
function isNamed(value: unknown, customer: string): boolean {
  if (value === customer) return true;
  if (Array.isArray(value)) return value.includes(Buffer.from(customer).toString("base64url"));
  return (value as { S?: unknown } | null)?.S === customer;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
