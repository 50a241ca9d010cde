import { setTimeout as sleep } from "node:timers/promises";
import { type Desk, type KeyedDesk, openDesk, withAddresses } from "../../../lib/operate/desk.ts";
import { explain } from "../../../lib/operate/explain.ts";
import type { Time } from "../../../lib/operate/pace.ts";
import { Trouble } from "../../../lib/operate/trouble.ts";
import { remark } from "../output.ts";
import { Refused } from "../refused.ts";
import type { StackOptions } from "./stack-command.ts";

const TIME: Time = { now: Date.now, sleep: (milliseconds) => sleep(milliseconds) };

/** Does the work on a stack. What an operator can mend is answered with words. */
export async function atDesk(
  { stack, region, profile }: StackOptions,
  work: (desk: Desk) => Promise<void>,
): Promise<void> {
  try {
    const place = { stack, ...(region === undefined ? {} : { region }), ...(profile === undefined ? {} : { profile }) };
    await work(
      await openDesk(place, { time: TIME, log: (level, message) => void (level !== "info" && remark(message)) }),
    );
  } catch (error) {
    const explained = explain(error);
    throw explained instanceof Trouble ? new Refused(explained.message) : explained;
  }
}

/** As {@link atDesk}, for work that looks addresses up. */
export async function atKeyedDesk(options: StackOptions, work: (desk: KeyedDesk) => Promise<void>): Promise<void> {
  await atDesk(options, async (desk) => work(await withAddresses(desk)));
}
