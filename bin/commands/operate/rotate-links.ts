import { MOST_KEYS, type Rotated, rotateLinks } from "../../../lib/operate/rotate-links.ts";
import { count } from "../../../lib/simulate/numbers.ts";
import { print, printJson } from "../output.ts";
import { atDesk } from "./at-desk.ts";
import type { StackOptions } from "./stack-command.ts";

export interface RotateOptions {
  dropOldest?: true;
}

export async function rotateLinkKeys(options: StackOptions & RotateOptions): Promise<void> {
  await atDesk(options, async (desk) => {
    const rotated = await rotateLinks(desk, { dropOldest: options.dropOldest === true });
    if (options.json) return printJson({ ...rotated, most: MOST_KEYS });
    for (const line of printRotated(rotated)) print(line);
  });
}

export function printRotated({ keys, dropped }: Rotated): string[] {
  return [
    `A new key signs the links in messages. Links made with ${count(keys - 1, "older key")} stay good.`,
    ...(dropped === 0
      ? []
      : [
          `${count(dropped, "key")} was dropped: links of the messages that it signed are dead, to unsubscribe as well.`,
        ]),
    "Functions take it up within 5 minutes; until then some sign with the key before it, which stays good.",
    ...(keys < MOST_KEYS ? [] : [`There is room for ${MOST_KEYS} keys: the next one needs --drop-oldest.`]),
  ];
}
