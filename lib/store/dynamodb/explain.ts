import { keyOf } from "../limits.ts";
import type { Check, Write } from "../table.ts";

/**
 * What DynamoDB refuses only when it sees the item, in the words of the other engines: a RangeError for an item that grew too
 * large, a TypeError for adding to what is no number. Undefined for everything else.
 */
export function explained(message: string, actions: readonly (Write | Check)[], cause: unknown): Error | undefined {
  const items = actions.map((action) => keyOf(action).sk).join(", ");
  if (/item size .*exceeded/i.test(message)) {
    return new RangeError(`cannot store ${items}: an item would be larger than 400 KB; split it`, { cause });
  }
  if (/incorrect data type/i.test(message)) {
    const names = actions.flatMap((action) => ("update" in action ? Object.keys(action.add ?? {}) : []));
    return new TypeError(
      `cannot store ${items}: attribute "${names.join('" or "')}" is not a number, so nothing can be added to it; set it to a number first`,
      { cause },
    );
  }
  return undefined;
}
