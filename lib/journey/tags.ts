import { ConditionFailed } from "../store/table.ts";
import { Contended } from "./contended.ts";
import { keys } from "./keys.ts";
import type { Core } from "./ports.ts";
import { MOST_TAGS } from "./profile.ts";
import { type Profile, toItem, unchanged } from "./records.ts";

/** Another process may change the profile in between; each try starts from what it left. */
const MOST_TRIES = 20;

/**
 * Puts tags on a customer's profile, as it was `read`. Putting one on again changes nothing. Whoever has no profile was erased,
 * and is not made anew.
 */
export async function putTags(
  deps: Pick<Core, "table">,
  customer: string,
  more: readonly string[],
  read: Profile | undefined,
): Promise<void> {
  let profile = read;
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    if (profile === undefined) return;
    const tags = [...new Set([...profile.tags, ...more])].slice(-MOST_TAGS);
    if (more.every((tag) => profile?.tags.includes(tag))) return;
    try {
      const next = { ...profile, rev: profile.rev + 1, tags };
      await deps.table.write({ put: toItem(keys.profile(customer), next), if: unchanged(profile) });
      return;
    } catch (error) {
      if (!(error instanceof ConditionFailed)) throw error;
      profile = error.existing as unknown as Profile | undefined;
    }
  }
  throw new Contended(`the profile changed ${MOST_TRIES} times in a row; the tags will be put on again`);
}
