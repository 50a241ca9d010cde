import { type Put, TransactionRefused, type Write } from "../store/table.ts";
import type { Contact } from "./contact.ts";
import { Contended } from "./contended.ts";
import { callOff, type StopEffect } from "./execution.ts";
import { readHead } from "./head.ts";
import { keys } from "./keys.ts";
import type { Core } from "./ports.ts";
import { type Enrollment, toItem, unchanged } from "./records.ts";
import { isActive, stopped } from "./standing.ts";

const MOST_TRIES = 20;
/** A transaction takes 100. */
const MOST_WRITES = 100;

/** Ends one journey wherever it is. When the record says so already, the execution is stopped all the same. */
export async function stopOne(deps: Core, customer: string, enrollment: Enrollment, outcome: string): Promise<void> {
  await stopJourneys(deps, customer, outcome, { only: enrollment.id });
}

/** The contact as it shall be, undefined to leave it; and whether the journeys stop, which a later word of the customer may forbid. */
export type ContactChange = (contact: Contact | undefined) => { contact?: Contact; stops: boolean };

/**
 * Ends the journeys of a customer: all, `only` one, or those with `marketing`. `words` are written with the contact's change.
 *
 * 1. Reads everything live about the customer.
 * 2. In one transaction, as far as one holds them: the contact changes as asked, and each active enrollment ends with the outcome.
 * 3. Stops the executions, also of enrollments that an earlier, interrupted try had ended for the same reason.
 */
export async function stopJourneys(
  deps: Core,
  customer: string,
  outcome: string,
  options: { only?: string; marketing?: true; change?: ContactChange; words?: readonly Write[] } = {},
): Promise<void> {
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const head = await readHead(deps.table, customer);
    const { contact, stops } = options.change?.(head.contact) ?? { stops: true };
    const concerned = [...head.enrollments.values()].filter(
      ({ id, transactional }) =>
        stops && (options.only === undefined || id === options.only) && !(options.marketing && transactional),
    );
    const writes: Write[] = [
      ...(contact === undefined ? [] : [{ put: toItem(keys.contact(customer), contact), if: unchanged(head.contact) }]),
      ...(options.words ?? []),
      ...concerned.filter(isActive).map(
        (enrollment): Put => ({
          put: toItem(keys.enrollment(customer, enrollment.campaign), stopped(enrollment, outcome, deps.now())),
          if: unchanged(enrollment),
        }),
      ),
    ];
    try {
      // The contact is in the first: once a no is written, no message goes out, however many journeys are still to be ended.
      for (let from = 0; from < writes.length; from += MOST_WRITES) {
        await deps.table.transact(writes.slice(from, from + MOST_WRITES));
      }
    } catch (error) {
      if (error instanceof TransactionRefused) continue;
      throw error;
    }
    const ended = concerned.filter((enrollment) => isActive(enrollment) || enrollment.outcome === outcome);
    for (const enrollment of ended) await callOff(deps, stopEffect(enrollment, outcome));
    return;
  }
  throw new Contended(`the customer's records changed ${MOST_TRIES} times in a row; stopping will be tried again`);
}

/** What ends an enrollment's execution or schedule. */
export function stopEffect({ campaign, version, id, begun, status }: Enrollment, cause: string): StopEffect {
  // Whoever is held out has a schedule at most.
  return { do: "stop", campaign, version, enrollment: id, began: begun === true && status !== "holdout", cause };
}
