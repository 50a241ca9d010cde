import { toCap } from "../../campaign/durations.ts";
import { ConditionFailed } from "../../store/table.ts";
import type { Address, Contact } from "../contact.ts";
import { Contended } from "../contended.ts";
import { keys } from "../keys.ts";
import type { Core, With } from "../ports.ts";
import { stopJourneys } from "../stop.ts";

const MOST_TRIES = 10;
/** Bounces of a full mailbox or a server in trouble; with three messages a week, half of a month's. */
const SOFT_BOUNCES = "5 per 30 days";

/** An address that is never to be mailed again, whoever it belongs to. The first reason is kept. */
export async function suppress(
  { table }: Pick<Core, "table">,
  address: string,
  why: NonNullable<Address["suppressed"]>,
): Promise<void> {
  await table.write({ update: keys.address(address), setOnce: { suppressed: why } });
}

/** Counts a message that came back from an address which may work another time; suppresses the address when there were too many. */
export async function countSoftBounce(deps: With<"shop">, address: string, at: number): Promise<boolean> {
  const { count, seconds } = toCap(deps.shop.softBounces ?? SOFT_BOUNCES);
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const known = (await deps.table.get(keys.address(address))) as unknown as
      | (Address & { softs?: number })
      | undefined;
    const all = [...new Set([...(known?.soft ?? []), at])].sort((a, b) => a - b);
    // Reports may come late: the span ends with the newest bounce, not with the one that was told last.
    const from = (all.at(-1) ?? at) - seconds * 1000;
    const soft = all.filter((one) => one > from);
    const softs = known?.softs;
    try {
      await deps.table.write({
        update: keys.address(address),
        set: { soft },
        add: { softs: 1 },
        if: softs === undefined ? { lacks: ["softs"] } : { equals: { softs } },
      });
    } catch (error) {
      if (error instanceof ConditionFailed) continue;
      throw error;
    }
    if (soft.length < count) return false;
    await suppress(deps, address, { reason: "soft bounces", at });
    return true;
  }
  throw new Contended(`the address changed ${MOST_TRIES} times in a row; the bounce will be counted another time`);
}

/** Ends what is written to this address; a customer with a new one is not to miss what an old one could not take. */
export async function endBounced(deps: With<"addresses">, customer: string, address: string): Promise<void> {
  const contact = (await deps.table.get(keys.contact(customer))) as unknown as Contact | undefined;
  const isStillThere = contact?.email === undefined || deps.addresses.hash(contact.email) === address;
  if (isStillThere) await stopJourneys(deps, customer, "bounced");
}
