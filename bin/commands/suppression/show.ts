import { explain } from "../../../lib/operate/explain.ts";
import { createPace } from "../../../lib/operate/pace.ts";
import { type Found, findAddress } from "../../../lib/operate/suppression/find.ts";
import { type Listed, openSesList, SES_RATE } from "../../../lib/operate/suppression/ses-list.ts";
import { Trouble } from "../../../lib/operate/trouble.ts";
import { atKeyedDesk } from "../operate/at-desk.ts";
import type { StackOptions } from "../operate/stack-command.ts";
import { print, printJson } from "../output.ts";

/** SES's list has it, or not; `why` it could not be asked. */
export type Answer = { listed: Listed | undefined } | { why: string };

export async function showAddress(who: string, options: StackOptions): Promise<void> {
  await atKeyedDesk(options, async (desk) => {
    const found = await findAddress(desk, who);
    const list = openSesList(desk.clients.ses, createPace(SES_RATE, desk.time));
    const answer: Answer = found.email === undefined ? NOT_ASKED : await askSes(() => list.find(found.email ?? ""));
    const { email: _email, ...known } = found;
    if (!options.json) return print(printFound(found, answer).join("\n"));
    const ses = "why" in answer ? answer : listedWithout(answer.listed);
    printJson({ ...known, ses });
  });
}

const NOT_ASKED: Answer = { why: "it knows addresses, and no hashes" };

/** What we know ourselves is worth showing where SES cannot be asked. */
async function askSes(ask: () => Promise<Listed | undefined>): Promise<Answer> {
  try {
    return { listed: await ask() };
  } catch (error) {
    const explained = explain(error);
    if (explained instanceof Trouble) return { why: explained.message };
    throw explained;
  }
}

function listedWithout(listed: Listed | undefined): object {
  return listed === undefined ? { listed: false } : { listed: true, reason: listed.reason, at: listed.at };
}

export function printFound({ hash, customer, suppressed, no, soft = [] }: Found, answer: Answer): string[] {
  const line = (what: string, words: string): string => `  ${what.padEnd(18)}${words}`;
  const from = (source: string | undefined): string => (source === undefined ? "" : `; from: ${source}`);
  const listed = "listed" in answer ? answer.listed : undefined;
  return [
    `The address of the hash ${hash}${customer === undefined ? "" : `, of customer ${customer}`}`,
    line("suppressed", suppressed ? `${day(suppressed.at)}, ${suppressed.reason}${from(suppressed.source)}` : "no"),
    line("its mailbox's no", no ? `${day(no.at)}${from(no.source)}` : "none"),
    line("soft bounces", soft.length === 0 ? "none" : soft.map(day).join(", ")),
    line(
      "SES's list",
      "why" in answer
        ? `not asked: ${answer.why}`
        : listed === undefined
          ? "not on it"
          : `${listed.reason}, ${day(listed.at)}`,
    ),
    "",
    verdict(suppressed !== undefined, no !== undefined, listed !== undefined),
  ];
}

function verdict(isSuppressed: boolean, isNo: boolean, isListed: boolean): string {
  if (isSuppressed) return "It is never mailed.";
  if (isListed)
    return "SES does not mail it; its next message will come back, and suppress it here. Run sync to know it now.";
  if (isNo) return "It gets no marketing, unless the customer who is written to said yes later than that.";
  return "Nothing is known of this address that keeps mail from it.";
}

function day(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}
