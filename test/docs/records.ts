import { keys } from "../../lib/journey/keys.ts";
import type { Key } from "../../lib/store/table.ts";

/** Each kind of record under a name for what differs; a new kind is an error of types until it is here. */
export const RECORDS: { [Kind in keyof typeof keys]: Key } = {
  contact: keys.contact("<customer>"),
  profile: keys.profile("<customer>"),
  enrollment: keys.enrollment("<customer>", "<campaign>"),
  past: keys.past("<customer>", "<campaign>", "<enrollment>"),
  send: keys.send("<customer>", "<enrollment>", "<step>"),
  answer: keys.answer("<customer>", "<event>"),
  given: keys.given("<customer>", "<enrollment>", "<step>"),
  call: keys.call("<customer>", "<enrollment>", "<step>"),
  event: keys.event("<customer>", "<event>"),
  consent: keys.consent("<customer>", 0, "<digest>"),
  address: keys.address("<hash>"),
  code: keys.code("<CODE>"),
  pool: keys.pool("<coupon>"),
  pooled: keys.pooled("<coupon>", 1),
  budget: keys.budget("<campaign>", "<step>"),
  pause: keys.pause,
  guard: keys.guard,
  volume: keys.volume("<day>"),
  figures: keys.figures("<campaign>", "<day>"),
  tally: keys.tally("<shard>"),
  warmUp: keys.warmUp("<day>"),
  held: keys.held("<campaign>", "<enrollment>", "<token>"),
};
