import type { Engagement } from "../engage.ts";
import type { With } from "../ports.ts";
import { sayNo } from "./no.ts";
import { choosePreferences } from "./preferences.ts";
import { record } from "./record.ts";

/** What a customer says on a page of ours, or by their mail program's own button. */
export type Said = Extract<Engagement, { fact: "unsubscribed" | "preferred" }>;

/** Takes in a no, or what was chosen. Said again, it is as if it had been said once. */
export async function takeSaid(deps: With<"addresses">, said: Said): Promise<void> {
  if (said.fact === "preferred") {
    const { fact: _fact, customer, ...preferences } = said;
    await choosePreferences(deps, customer, preferences);
    return;
  }
  const { customer, at, source, message, address } = said;
  const entry = message === undefined ? undefined : await record(deps, { customer, ...message }, ["unsubscribed"], at);
  await sayNo(deps, customer, { at, source, address: entry?.address ?? address }, "unsubscribed");
}
