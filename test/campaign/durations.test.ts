import { expect, test } from "vitest";
import { inWords, toSeconds } from "../../lib/campaign/durations.ts";

test.each([
  ["1 minute", 60],
  ["90 minutes", 5_400],
  ["12 hours", 43_200],
  ["3 days", 259_200],
  ["2 weeks", 1_209_600],
])("%s are %i seconds", (duration, seconds) => expect(toSeconds(duration)).toBe(seconds));

test.each([
  [86_400, "1 day"],
  [604_800, "7 days"],
  [1_209_600, "2 weeks"],
  [864_000, "10 days"],
  [5_400, "90 minutes"],
  [3_600, "1 hour"],
  [90, "90 seconds"],
])("%i seconds are said as %s", (seconds, words) => expect(inWords(seconds)).toBe(words));
