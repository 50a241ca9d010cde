import { setTimeout as sleep } from "node:timers/promises";
import type { Engine } from "../engines/ministack.ts";

const STILL_MS = 2_000;
const WITHIN_MS = 60_000;

/** Waits until no function has asked anything for a while. */
export async function quiet({ calls }: Engine): Promise<void> {
  const giveUp = Date.now() + WITHIN_MS;
  let { length } = calls.all();
  let since = Date.now();
  while (Date.now() - since < STILL_MS) {
    if (Date.now() > giveUp) throw new Error(`functions still ask after ${WITHIN_MS / 1000} s`);
    await sleep(100);
    if (calls.all().length === length) continue;
    length = calls.all().length;
    since = Date.now();
  }
}
