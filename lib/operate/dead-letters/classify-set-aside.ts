import type * as z from "zod";
import { type Letter, type Remedy, UNCOUNTED } from "./letter.ts";
import type { QueueName } from "./queues.ts";
import { insertSchema, type setAsideSchema } from "./shapes.ts";

type SetAside = z.infer<typeof setAsideSchema>;

/** What one of our functions gave up, with its reason. */
export function classifySetAside(letter: SetAside, queue: QueueName): Letter {
  const { from, why } = letter;
  return {
    kind: KINDS[from] ?? `set aside by ${from}`,
    reason: `${why.name}: ${why.message}`,
    remedy: remedyOf(letter, queue),
  };
}

const KINDS: Readonly<Record<string, string>> = {
  send: "message to send",
  enroll: "event for enroll",
  tally: "change for tally",
  ingest: "webhook",
  engage: "settled click",
};

function remedyOf({ from, body, cut }: SetAside, queue: QueueName): Remedy {
  if (cut !== undefined) return { do: "look", advice: `it is not whole: ${cut}` };
  if (queue === "send" && from === "send") {
    return { do: "send again", body: typeof body === "string" ? body : JSON.stringify(body) };
  }
  const record = insertSchema.safeParse(body);
  if (from === "enroll" && record.success) return { do: "enroll", record: record.data };
  if (from === "engage") return { do: "call", call: "engage", payload: body };
  if (from === "tally") return { do: "look", advice: UNCOUNTED };
  if (from === "ingest") return { do: "look", advice: "mend it and send it from the shop again, then discard this" };
  return { do: "look", advice: "look at it with --show" };
}
