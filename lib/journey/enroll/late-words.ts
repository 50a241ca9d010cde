import type { ShopEvent } from "../../campaign/events.ts";
import { wordOf, wordRecord } from "../consent.ts";
import { hearWord } from "../engage/no.ts";
import { keys } from "../keys.ts";
import type { Core } from "../ports.ts";
import { readAll } from "../read-all.ts";

/**
 * Takes in what an event that is too old to be applied says on consent: a no that is told late is a no. Words count by their
 * own time, so that hearing one twice changes nothing, and no marker is asked. A no ends the marketing journeys.
 */
export async function hearLateWords(deps: Core, { customerId: customer, eventId, customer: patch }: ShopEvent) {
  if (patch?.consent === undefined) return;
  const word = wordOf(patch.consent, { seen: deps.now(), event: eventId, email: patch.email });
  const record = wordRecord(customer, word);
  // The address may have come from an earlier event then, so that the same word would be another record.
  const known = await readAll(deps.table, record.update.pk, keys.consent(customer, word.at, "").sk);
  await hearWord(deps, customer, word, { outcome: "unsubscribed", words: known.length > 0 ? [] : [record] });
}
