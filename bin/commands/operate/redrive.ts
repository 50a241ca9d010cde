import type { LetterGroup } from "../../../lib/operate/dead-letters/groups.ts";
import { QUEUE_NAMES, type QueueName } from "../../../lib/operate/dead-letters/queues.ts";
import { createPace } from "../../../lib/operate/pace.ts";
import { redrive } from "../../../lib/operate/redrive.ts";
import { number } from "../../../lib/simulate/numbers.ts";
import { EXIT, print, printJson } from "../output.ts";
import { Refused } from "../refused.ts";
import { atDesk } from "./at-desk.ts";
import { exitInterrupted, onInterrupt } from "./interrupt.ts";
import { printLetters } from "./print/letters.ts";
import { progressLine } from "./progress-line.ts";
import { type StackOptions, sameStack } from "./stack-command.ts";

export interface RedriveOptions {
  queue?: QueueName;
  go?: true;
  discard?: true | string;
  show?: true;
}

/** Gently: what was set aside waited for hours, and journeys on their way come first. */
const PER_SECOND = 20;

export async function redriveLetters(options: StackOptions & RedriveOptions): Promise<void> {
  const asked = {
    queues: options.queue === undefined ? QUEUE_NAMES : [options.queue],
    go: options.go === true,
    discard: readDiscard(options.discard),
    show: options.show === true,
  };
  await atDesk(options, async (desk) => {
    const progress = progressLine(options.json === true);
    const onProgress = (looked: number) => progress.show(`${number(looked)} messages looked at`);
    const pace = createPace(PER_SECOND, desk.time, onInterrupt());
    const { groups, isPartial, isInterrupted } = await redrive({ ...desk, pace, onProgress }, asked);
    progress.clear();
    if (isInterrupted) exitInterrupted();
    else if (groups.some(hasFailed)) process.exitCode = EXIT.faults;
    if (options.json) return printJson({ dryRun: !asked.go, groups, isPartial, isInterrupted });
    print(printLetters(groups, { ...asked, there: sameStack(options), isPartial }).join("\n"));
  });
}

/** Throws Refused for words that would be in every reason. */
function readDiscard(given: true | string | undefined): boolean | string {
  if (given === undefined || given === true) return given === true;
  if (given.trim().length >= 4) return given.trim();
  throw new Refused(`--discard: "${given}" would mean too much; give some words of the reason`);
}

function hasFailed({ failed }: LetterGroup): boolean {
  return Object.keys(failed).length > 0;
}
