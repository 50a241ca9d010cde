import type { SendMessage } from "../../compiler/compiled.ts";
import type { Contact } from "../contact.ts";
import { readHead } from "../head.ts";
import { keys } from "../keys.ts";
import type { Core } from "../ports.ts";
import type { Enrollment, Send } from "../records.ts";
import { stands } from "../standing.ts";

/** Two messages that are due within this time of each other want the same hour. Milliseconds. */
const HOUR = 3_600_000;

/**
 * The campaign that a message gives way to, if any: the shop's cap has room for it, but campaigns of higher priority want to write to the same
 * customer within an hour, and there is no room for all of them. Nothing is read where no campaign has a higher priority, or
 * where there is no cap.
 */
export async function givesWayTo(
  deps: Pick<Core, "table" | "now">,
  { customer, campaign, rules }: SendMessage,
  { yields }: Enrollment,
  contact: Pick<Contact, "sent">,
  room: number,
): Promise<string | undefined> {
  if (yields === undefined || room === Number.POSITIVE_INFINITY) return undefined;
  const { enrollments } = await readHead(deps.table, customer);
  const rivals = [...enrollments.values()].filter(
    (other) =>
      other.campaign !== campaign &&
      other.transactional === undefined &&
      (other.priority ?? 0) > (rules.priority ?? 0) &&
      wantsNow(other, contact, deps.now()),
  );
  if (rivals.length < room) return undefined;
  // One whose message was withheld wants nothing more for it.
  const entries = await deps.table.getMany(rivals.map(({ id, step = "" }) => keys.send(customer, id, step)));
  const left = rivals.filter((rival, index) => {
    const entry = entries[index] as Send | undefined;
    return entry?.state !== "withheld" || wantsNow(rival, contact, deps.now(), entry.at);
  });
  return left.length >= room ? left[0]?.campaign : undefined;
}

/** It is to send a message about now, and has not done so; what it wanted up to `settled` is over. */
function wantsNow(enrollment: Enrollment, { sent }: Pick<Contact, "sent">, now: number, settled = 0): boolean {
  if (!stands(enrollment, now) || enrollment.status === "holdout") return false;
  return (enrollment.wants ?? []).some(
    (at) =>
      at > settled &&
      Math.abs(at - now) <= HOUR &&
      !sent.some((one) => one.campaign === enrollment.campaign && one.at >= at),
  );
}
