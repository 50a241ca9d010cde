import type { SendMessage } from "../../compiler/compiled.ts";
import type { With } from "../ports.ts";
import type { Enrollment, Send, Withheld } from "../records.ts";
import { answerSent, answerWithheld } from "./answer.ts";
import { complete, giveUp, release } from "./claim.ts";

/** How long the mailer's `Send` event is awaited for a claim whose answer got lost. */
const PATIENCE = 15 * 60_000;

/** The message cannot be told from one that was sent; the queue delivers it again later. */
class ClaimOpen extends Error {
  override name = "ClaimOpen";
}

/**
 * Deals with a message whose ledger entry is there already: the queue delivered it again, or a crash cut the first try off.
 * "free": it surely was not sent and may be tried; else what became of it.
 */
export async function reconcile(
  deps: With<"mailer">,
  message: SendMessage,
  entry: Send,
  enrollment: Enrollment | undefined,
): Promise<"sent" | "unconfirmed" | Withheld | "free"> {
  if (entry.state === "released") return "free";
  if (entry.state === "withheld") {
    await answerWithheld(deps, message, entry.reason ?? "refused", "this journey");
    return entry.reason ?? "refused";
  }
  let isKnown = entry.state !== "unconfirmed";
  if (entry.state === "claimed") {
    const { customer, enrollment, step } = message;
    const known = isKnownToHaveArrived(entry) ? "sent" : await deps.mailer.wasSent({ customer, enrollment, step });
    if (known === "never") {
      await release(deps, message);
      return "free";
    }
    if (known === "unknown" && deps.now() - entry.at < PATIENCE) {
      throw new ClaimOpen(`the claim of step ${step} of enrollment ${enrollment} is open; it will be looked at again`);
    }
    if (known === "sent") await complete(deps, message, "");
    else {
      await giveUp(deps, message);
      deps.log("warn", "message unconfirmed", { enrollment, campaign: message.campaign, step });
      isKnown = false;
    }
  }
  if (enrollment !== undefined) await answerSent(deps, message, enrollment, entry.at);
  return isKnown ? "sent" : "unconfirmed";
}

/** The `Send` event may be lost, and a later one of the same message tell as much. */
function isKnownToHaveArrived({ delivered, bounced, complained }: Send): boolean {
  return delivered !== undefined || bounced !== undefined || complained !== undefined;
}
