import { removeLettersAbout } from "../../../lib/operate/dead-letters/about.ts";
import { type ForgottenAtLast, forgetForGood } from "../../../lib/operate/forgetting.ts";
import { count } from "../../../lib/simulate/numbers.ts";
import { EXIT, print, printJson } from "../output.ts";
import { Refused } from "../refused.ts";
import { atKeyedDesk } from "./at-desk.ts";
import { progressLine } from "./progress-line.ts";
import type { StackOptions } from "./stack-command.ts";

export interface ForgetOptions {
  yes?: true;
}

export async function forgetCustomer(customer: string, options: StackOptions & ForgetOptions): Promise<void> {
  if (options.yes !== true) {
    throw new Refused(
      `forget: this erases everything about ${customer} in ${options.stack}, and nothing can bring it back; add --yes to do it`,
    );
  }
  await atKeyedDesk(options, async (desk) => {
    const progress = progressLine(options.json === true);
    const forgotten = await forgetForGood(desk, customer, desk.events, desk.time, (round) =>
      progress.show(`look ${round} is done; the next one in a few seconds`),
    );
    const letters = await removeLettersAbout(desk.clients.queues, desk.stack.outputs, customer);
    progress.clear();
    const { items, events, journeys, rounds, isGone, stays } = forgotten;
    if (!isGone) process.exitCode = EXIT.faults;
    if (options.json) return printJson({ customer, ...forgotten, setAside: letters });
    const nothing = items + events + journeys + letters === 0;
    print(
      nothing
        ? `There is nothing about ${customer}.`
        : `Erased ${customer}: ${count(items, "record")}, ${count(events, "event")}, ${count(journeys, "journey")}${letters === 0 ? "" : `, ${count(letters, "message")} that had been set aside`}.`,
    );
    print(
      isGone
        ? `The last look found nothing${rounds > 2 ? ` after ${rounds} rounds` : ""}.`
        : `Something came back ${rounds - 1} times: events of this customer still arrive. Stop them in your shop, and run it again.`,
    );
    for (const line of printStaying(stays)) print(line);
  });
}

/** What outlives the customer, and why it may. */
export function printStaying({ suppressed, no }: ForgottenAtLast["stays"]): string[] {
  if (suppressed === undefined && no === undefined) return [];
  const day = (at: number): string => new Date(at).toISOString().slice(0, 10);
  const kept = [
    ...(suppressed === undefined ? [] : [`it is never mailed (${suppressed.reason}, ${day(suppressed.at)})`]),
    ...(no === undefined ? [] : [`its mailbox said no to marketing (${no.source}, ${day(no.at)})`]),
  ];
  return [
    `What stays is a keyed hash of the address, which nobody can read back, with this: ${kept.join("; ")}.`,
    "Without it, their next order, or a list that is imported, would have that mailbox written to again.",
  ];
}
