import { hash } from "node:crypto";
import { ConditionFailed } from "../store/table.ts";
import { Contended } from "./contended.ts";
import { keys } from "./keys.ts";
import { pause } from "./pause.ts";
import type { SendId, With } from "./ports.ts";
import { toItem } from "./records.ts";

/*
 * Mailbox providers ask bulk senders to keep complaints below 0.1 % of what they deliver, and refuse senders at 0.3 %:
 * https://support.google.com/a/answer/81126. Who has come there must stop by himself, before the others' mail suffers, too.
 */

export const WARN_AT = 0.001;
export const PAUSE_AT = 0.003;
/** Milliseconds that the rate looks back over. */
const WINDOW = 7 * 86_400_000;
/** Fewer are chance: one complaint among the first hundred messages of a shop is a hundredth, and tells nothing. */
const LEAST = 3;
const MOST_TRIES = 20;

/** What the complaints of the last days come to. */
export type Alarm = "none" | "warning" | "paused";

/** A message that was complained about, and when we heard of it. */
interface Complaint {
  at: number;
  /** Hash of the send. */
  send: string;
}

/**
 * Counts a complaint, once however often it is told, and pauses all marketing when there are too many.
 *
 * 1. It is added to the complaints of the last seven days, and older ones are forgotten.
 * 2. They are held against the messages that were sent in these days.
 * 3. At three in a thousand all marketing is paused, with its reason, until a person lets it go on.
 */
export async function watchComplaints(deps: With<"volume">, message: SendId): Promise<Alarm> {
  const now = deps.now();
  const complaints = (await noteComplaint(deps, message, now)).length;
  if (complaints < LEAST) return "none";
  const sent = await deps.volume.sentSince(now - WINDOW);
  const rate = complaints / Math.max(complaints, sent);
  if (rate < WARN_AT) return "none";
  if (rate < PAUSE_AT) {
    deps.log("warn", "complaints near the limit", { complaints, sent });
    return "warning";
  }
  await pause(deps, "marketing", `${complaints} complaints about ${sent} messages in 7 days`);
  deps.log("error", "marketing paused by itself", { complaints, sent });
  return "paused";
}

async function noteComplaint(
  { table }: With<"volume">,
  { customer, enrollment, step }: SendId,
  now: number,
): Promise<Complaint[]> {
  const send = hash("sha256", [customer, enrollment, step].join("\n"), "hex").slice(0, 16);
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const read = (await table.get(keys.guard)) as unknown as { rev: number; complaints: Complaint[] } | undefined;
    const recent = (read?.complaints ?? []).filter(({ at }) => at > now - WINDOW);
    if (recent.some((known) => known.send === send)) return recent;
    const complaints = [...recent, { at: now, send }].slice(-MOST_KEPT);
    try {
      await table.write({
        put: toItem(keys.guard, { rev: (read?.rev ?? 0) + 1, complaints }),
        if: read === undefined ? { absent: true } : { equals: { rev: read.rev } },
      });
      return complaints;
    } catch (error) {
      if (!(error instanceof ConditionFailed)) throw error;
    }
  }
  throw new Contended(`the complaints changed ${MOST_TRIES} times in a row; this one will be counted later`);
}

/** Of 40 bytes each: far more than ever pass before marketing is paused. */
const MOST_KEPT = 2_000;
