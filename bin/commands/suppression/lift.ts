import { createPace } from "../../../lib/operate/pace.ts";
import { type Found, findAddress } from "../../../lib/operate/suppression/find.ts";
import { type Lifted, lift } from "../../../lib/operate/suppression/lift.ts";
import { openSesList, SES_RATE } from "../../../lib/operate/suppression/ses-list.ts";
import { atKeyedDesk } from "../operate/at-desk.ts";
import type { StackOptions } from "../operate/stack-command.ts";
import { print, printJson } from "../output.ts";

export interface LiftOptions {
  ses?: true;
  complaint?: true;
  go?: true;
}

export async function liftAddress(who: string, options: StackOptions & LiftOptions): Promise<void> {
  const how = { go: options.go === true, complaint: options.complaint === true, ses: options.ses === true };
  await atKeyedDesk(options, async (desk) => {
    const found = await findAddress(desk, who);
    const list = openSesList(desk.clients.ses, createPace(SES_RATE, desk.time));
    const lifted = await lift({ table: desk.table, list }, found, how);
    if (!options.json) return print(printLifted(found, lifted, how).join("\n"));
    const { wasSuppressed, ses } = lifted;
    printJson({ dryRun: !how.go, hash: found.hash, wasSuppressed, wasListed: ses !== undefined, keepsNo: !!found.no });
  });
}

export function printLifted(
  { hash, suppressed, no }: Found,
  lifted: Lifted,
  how: { go: boolean; ses: boolean },
): string[] {
  const { go } = how;
  return [
    ...(suppressed === undefined
      ? ["It was not suppressed here."]
      : [`${go ? "Lifted" : "Would be lifted"}: "${suppressed.reason}" of the address with the hash ${hash}.`]),
    ...(lifted.ses === undefined ? [] : [`${go ? "Taken" : "Would be taken"} off SES's list: ${lifted.ses.reason}.`]),
    ...(how.ses
      ? []
      : [
          "SES's own list was not looked at: what it has, it does not mail, and sync brings back. Add --ses to take it off.",
        ]),
    ...(no === undefined
      ? []
      : ["Its mailbox's no to marketing stays: only a later yes of the customer themselves overrules it."]),
    "Lift only what works again: a message that bounces suppresses it anew. Never lift a complaint.",
    ...(go ? [] : ["Nothing was changed. Add --go to do it."]),
  ];
}
