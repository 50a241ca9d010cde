import { learned } from "../../support/events.ts";
import { codeOf, ended, enrolled, execution, gets, mailsTo, PATIENCE, tagOf, waits } from "../journeys/ask.ts";
import { dayZone, nightZone } from "../journeys/people.ts";
import { comesDue } from "../journeys/schedules.ts";
import type { Stage } from "../journeys/stage.ts";
import { eventually } from "../support/eventually.ts";
import { putSesEvent } from "../support/ses-events.ts";
import { answered, type Way } from "./way.ts";

/** States that a way enters on the deployed machines, as their histories tell. */
export async function statesDeployed(way: Way, stage: Stage): Promise<string[]> {
  const { campaign, customer, play } = way;
  await play({
    customer,
    now: Date.now,
    zone: (time) => (time === "day" ? dayZone : nightZone)(Date.now()),
    tells: stage.tells,
    begins: async () => comesDue(stage, await enrolled(stage, customer, campaign)),
    async wakes() {
      const enrollment = await enrolled(stage, customer, campaign);
      const held = async () => (await execution(stage, enrollment)).states.find((state) => state.startsWith("Hold "));
      await eventually(`${customer} is held`, held, PATIENCE);
      // Nights are not shortened: the customer travels into the day.
      await stage.tells(learned(customer, { timeZone: dayZone(Date.now()) }, { at: Date.now() }));
    },
    gets: async (step) => void (await gets(stage, customer, step)),
    async clicks(step) {
      const mail = mailsTo(stage, customer).find((one) => tagOf(one, "step") === step);
      if (mail === undefined) throw new Error(`${customer} has no ${step}`);
      await putSesEvent(stage.aws, mail, "Click");
    },
    async answers(step, score) {
      const { id } = await enrolled(stage, customer, campaign);
      await stage.tells(answered({ now: Date.now }, { customer, enrollment: id, step }, score));
    },
    code: () => codeOf(stage, customer),
    waitsAt: (step) => waits(stage, customer, campaign, step),
    ends: async () => void (await ended(stage, customer, campaign)),
  });
  return oneNight((await execution(stage, await stage.enrollment(customer, campaign))).states);
}

/** The engine shortens the wait for the morning and not the night, so that somebody may be held again: told once. */
function oneNight(states: readonly string[]): string[] {
  const isAgain = (index: number): boolean =>
    states[index]?.startsWith("Hold ") === true && states[index] === states[index - 2];
  return states.filter((_, index) => !isAgain(index) && !isAgain(index - 1));
}
