import { engage } from "../journey/engage.ts";
import { enroll } from "../journey/enroll.ts";
import { keys } from "../journey/keys.ts";
import type { Deps, Mail } from "../journey/ports.ts";
import type { Profile } from "../journey/records.ts";
import { answeredEvent } from "./answers.ts";
import { type Reaction, simulatedPurchase } from "./customers.ts";
import type { Observer } from "./observer.ts";
import type { Usage } from "./prices.ts";

/** Does what a simulated customer does about a message, the way in which production hears of it. */
export async function react(
  deps: Deps,
  { sendId: message, template }: Pick<Mail, "sendId" | "template">,
  { engagement, buys, answers }: Reaction,
  observer: Observer,
  usage: Usage,
): Promise<void> {
  usage.invocations += 1;
  if (engagement !== undefined) await engage(deps, engagement);
  if (answers !== undefined) {
    const event = answeredEvent(message, template, answers, deps.now());
    if (event !== undefined) await deps.door.put(event);
  }
  if (buys === undefined) return;
  const profile = (await deps.table.get(keys.profile(message.customer))) as unknown as Profile | undefined;
  const { currency } = deps.shop;
  const average = (profile?.spent[currency] ?? 0) / Math.max(1, profile?.orders ?? 1);
  const purchase = simulatedPurchase(message, deps.now(), Math.max(0, average), currency);
  observer.onEvent(await enroll(deps, purchase), true);
}
