import type { SendRules } from "../compiler/compiled.ts";
import { tokenHash } from "./hash.ts";
import { heldIn, keys } from "./keys.ts";
import type { Core } from "./ports.ts";
import { type Enrollment, type Held, type Pause, toItem } from "./records.ts";
import { written } from "./written.ts";

/*
 * A paused campaign holds its people before their next message. Waits that run go on running; nobody passes a message. The held
 * state keeps a token, so holding costs two state transitions for each person once, however long it takes.
 */

/** A campaign's id, every campaign, or whatever is marketing. */
export type Which = { campaign: string } | "all" | "marketing";

/** The longest that an execution lives, in milliseconds. */
const YEAR = 365 * 86_400_000;

/** Whether a message of this campaign, by these rules, is to be held. */
export function isPaused(
  pause: Pause | undefined,
  campaign: string,
  { transactional }: Partial<SendRules> = {},
): boolean {
  return isCampaignPaused(pause, campaign) || (pause?.marketing !== undefined && transactional === undefined);
}

function isCampaignPaused(pause: Pause | undefined, campaign: string): boolean {
  return pause?.all !== undefined || pause?.[`campaign#${campaign}`] !== undefined;
}

/** From now on nobody passes a message of this campaign. Pausing what is paused keeps its beginning, and its reason. */
export async function pause(deps: Pick<Core, "table" | "now">, which: Which, why = "paused by hand"): Promise<void> {
  const since = which === "marketing" ? { at: deps.now(), why } : deps.now();
  await deps.table.write({ update: keys.pause, setOnce: { [nameOf(which)]: since } });
}

/**
 * Lets a campaign go on. `among` are the campaigns that may hold people: all of them, when all go on; one that is paused by
 * itself stays paused. `pace` is awaited before each answer: Step Functions takes some hundred a second. Answers how many people went on.
 *
 * 1. The flag is removed: messages go out again.
 * 2. Everybody held is let go, and forgotten. A second call goes on where a first one was cut off.
 */
export async function resume(
  deps: Pick<Core, "table" | "tokens">,
  which: Which,
  among: readonly string[],
  pace: () => Promise<void> = async () => {},
): Promise<number> {
  const left = await deps.table.write({ update: keys.pause, remove: [nameOf(which)] });
  // What a pause of marketing holds as well comes back to it.
  const on = among.filter((campaign) => !isCampaignPaused(left as Pause | undefined, campaign));
  let count = 0;
  for (const campaign of on) {
    for (let held = await heldOf(deps, campaign); held.length > 0; held = await heldOf(deps, campaign)) {
      for (const one of held) {
        await pace();
        if (await release(deps, one)) count++;
      }
    }
  }
  return count;
}

/**
 * Keeps somebody until the campaign goes on. False: their enrollment is gone, and so must their execution be.
 *
 * 1. The journey's time does not run out meanwhile.
 * 2. The token is kept.
 * 3. The campaign may have gone on in this moment: then it is answered at once. Resuming removes the flag before it looks for
 *    tokens, and this looks at the flag after the token is written, so one of the two sees the other.
 */
export async function hold(
  deps: Pick<Core, "table" | "tokens" | "now">,
  held: Held,
  enrollment: Enrollment,
): Promise<boolean> {
  // Another enrollment has taken its place, or the customer was erased: nothing of theirs is kept.
  if (!(await prolong(deps, held, enrollment))) return false;
  await deps.table.write({ put: toItem(keyOf(held), held) });
  const pause = (await deps.table.get(keys.pause)) as unknown as Pause | undefined;
  // A pause of marketing that came meanwhile is no reason to keep what serves the customer.
  if (!isPaused(pause, held.campaign, enrollment)) await release(deps, held);
  return true;
}

async function prolong(
  deps: Pick<Core, "table" | "now">,
  { customer, campaign }: Held,
  { id }: Enrollment,
): Promise<boolean> {
  return written(deps.table, {
    update: keys.enrollment(customer, campaign),
    set: { endsBy: deps.now() + YEAR },
    // A message that was held is not late for it.
    remove: ["deferred"],
    add: { rev: 1 },
    if: { equals: { id } },
  });
}

/** False: nobody waited any more; their journey was stopped meanwhile. */
async function release(deps: Pick<Core, "table" | "tokens">, held: Held): Promise<boolean> {
  const waited = await deps.tokens.succeed(held.token, {});
  await deps.table.write({ delete: keyOf(held) });
  return waited;
}

/** Some of those held, from the front: whoever was let go is no longer there. */
async function heldOf(deps: Pick<Core, "table">, campaign: string): Promise<Held[]> {
  const held: Held[] = [];
  let after: string | undefined;
  do {
    const page = await deps.table.query(heldIn(campaign), {
      prefix: "held#",
      limit: 100,
      ...(after === undefined ? {} : { after }),
    });
    held.push(...(page.items as unknown as Held[]));
    after = page.next;
  } while (after !== undefined && held.length === 0);
  return held;
}

function keyOf({ campaign, enrollment, token }: Held) {
  return keys.held(campaign, enrollment, tokenHash(token));
}

function nameOf(which: Which): string {
  return typeof which === "string" ? which : `campaign#${which.campaign}`;
}
