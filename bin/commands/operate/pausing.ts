import type { Which } from "../../../lib/journey/pause.ts";
import { createPace } from "../../../lib/operate/pace.ts";
import { type Paused, pauseNow, resumeNow } from "../../../lib/operate/pausing.ts";
import { readStatus } from "../../../lib/operate/status.ts";
import { count, number } from "../../../lib/simulate/numbers.ts";
import { print, printJson } from "../output.ts";
import { Refused } from "../refused.ts";
import { atDesk } from "./at-desk.ts";
import { exitInterrupted, onInterrupt } from "./interrupt.ts";
import { knownCampaign } from "./known-campaign.ts";
import { PRICES, priceOf, priceText } from "./price.ts";
import { moment } from "./print/moment.ts";
import { progressLine } from "./progress-line.ts";
import { type StackOptions, sameStack } from "./stack-command.ts";

export interface PauseOptions {
  all?: true;
  marketing?: true;
}

/** Into the held state, and to the message again when it goes on. */
const TRANSITIONS = 2;
/** Step Functions takes 300 answers a second in the smaller regions, and journeys need theirs. */
const ANSWERS_PER_SECOND = 100;

export async function pauseCampaign(id: string | undefined, options: StackOptions & PauseOptions): Promise<void> {
  const which = readWhich("pause", id, options);
  await atDesk(options, async (desk) => {
    if (typeof which !== "string") await knownCampaign(desk.catalog, which.campaign);
    const since = new Date(await pauseNow(desk, which)).toISOString();
    const { campaigns } = await readStatus(
      { ...desk, queues: desk.clients.queues },
      typeof which === "string" ? {} : { only: which.campaign },
    );
    const people = campaigns.reduce((sum, { onTheirWay, waitingToBegin }) => sum + onTheirWay + waitingToBegin, 0);
    const usage = { transitions: people * TRANSITIONS };
    if (options.json) {
      return printJson({
        paused: wordOf(which),
        since,
        people,
        mostDollars: priceOf(usage),
      });
    }
    const name = nameOf(which);
    print(`${name} ${which === "all" ? "are" : "is"} paused since ${moment(since)}.`);
    print(`
Nobody passes a message: whoever comes to one is held there until you resume. Waits that run go on running,
purchases still stop journeys, and new people are still enrolled. A message that was being sent in this moment
may still go out.

Holding costs ${TRANSITIONS} state transitions a person, once, however long it takes: at most ${priceText(usage)} for the
${count(people, "person").replace("persons", "people")} on their way. ${PRICES}

npx regulars resume ${typeof which === "string" ? `--${which}` : which.campaign} ${sameStack(options)}`);
  });
}

export async function resumeCampaign(id: string | undefined, options: StackOptions & PauseOptions): Promise<void> {
  const which = readWhich("resume", id, options);
  await atDesk(options, async (desk) => {
    if (typeof which !== "string") await knownCampaign(desk.catalog, which.campaign);
    const progress = progressLine(options.json === true);
    const pace = createPace(ANSWERS_PER_SECOND, desk.time, onInterrupt());
    const { people, isInterrupted, paused } = await resumeNow(desk, which, pace, (n) =>
      progress.show(`${number(n)} people let go`),
    );
    progress.clear();
    if (isInterrupted) exitInterrupted();
    const resumed = wordOf(which);
    if (options.json) return printJson({ resumed, people, isInterrupted, stillPaused: stillPaused(paused) });
    const who = count(people, "person").replace("persons", "people");
    const go = which === "all" ? "go on" : "goes on";
    print(`${nameOf(which)} ${go}: ${who} held before a message ${people === 1 ? "was" : "were"} let go.`);
    if (isInterrupted) print("Others are still held: run the same command again to let them go.");
    for (const line of remaining(which, paused)) print(line);
  });
}

function readWhich(command: string, id: string | undefined, { all, marketing }: PauseOptions): Which {
  const said = [id, all, marketing].filter((one) => one !== undefined);
  if (said.length > 1) throw new Refused(`${command}: give one of a campaign, --all and --marketing`);
  if (all === true) return "all";
  if (marketing === true) return "marketing";
  if (id === undefined) throw new Refused(`${command}: name a campaign, or give --all or --marketing`);
  return { campaign: id };
}

function wordOf(which: Which): string {
  return typeof which === "string" ? which : which.campaign;
}

function nameOf(which: Which): string {
  if (which === "all") return "All campaigns";
  return which === "marketing" ? "Marketing of all campaigns" : which.campaign;
}

function stillPaused({ all, marketing, campaigns }: Paused): string[] {
  const whole = [...(all === undefined ? [] : ["all"]), ...(marketing === undefined ? [] : ["marketing"])];
  return [...whole, ...Object.keys(campaigns)];
}

/** What keeps people where they are although this was resumed. */
function remaining(which: Which, { all, marketing, campaigns }: Paused): string[] {
  const lines: string[] = [];
  if (which !== "all" && all !== undefined) {
    const since = moment(new Date(all).toISOString());
    lines.push(`Everything is paused since ${since}, so its people stay held; resume --all lets them go.`);
  }
  if (which !== "marketing" && marketing !== undefined) {
    const since = moment(new Date(marketing.at).toISOString());
    lines.push(`Marketing is paused since ${since} (${marketing.why}); resume --marketing lets its messages go.`);
  }
  if (typeof which === "string") {
    lines.push(...Object.keys(campaigns).map((id) => `${id} was paused by itself, and stays so.`));
  }
  return lines;
}
