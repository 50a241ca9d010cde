import { createHandler as awaiting } from "../../../functions/await.ts";
import { createHandler as beginning } from "../../../functions/begin.ts";
import { createHandler as deciding } from "../../../functions/decide.ts";
import { createHandler as engaging } from "../../../functions/engage.ts";
import { createHandler as enrolling } from "../../../functions/enroll.ts";
import { createHandler as finishing } from "../../../functions/finish.ts";
import { createHandler as sending } from "../../../functions/send.ts";
import { TWO_MAILS, WIN_BACK } from "../../support/campaigns.ts";
import { type Doubles, givenDoubles } from "../../support/doubles.ts";
import { enrolledBy } from "../../support/messages.ts";
import { recordsOf } from "../../support/records.ts";
import { givenCampaign } from "../../support/shop.ts";
import { context, givenLetters } from "./invocation.ts";
import { inserted, queued } from "./records.ts";

/** All functions over one table. */
export function givenFunctions(
  doubles: Doubles = givenDoubles({ campaigns: [givenCampaign(TWO_MAILS), givenCampaign(WIN_BACK)] }),
) {
  const { deadLetters, letters } = givenLetters();
  const { deps } = doubles;
  const putOff: string[] = [];
  const redelivery = { putOff: async (receipt: string) => void putOff.push(receipt) };
  const needs = () => ({ ...deps, hidden: deps.links.hidden(), deadLetters, redelivery });
  const functions = {
    enroll: enrolling(needs),
    send: sending(needs),
    decide: deciding(needs),
    await: awaiting(needs),
    engage: engaging(needs),
    begin: beginning(needs),
    finish: finishing(needs),
  };
  return {
    ...doubles,
    ...recordsOf(deps.table),
    ...functions,
    letters,
    /** Messages of queues that are to come again, by their receipts. */
    putOff,
    tells: (...events: object[]) =>
      functions.enroll({ Records: events.map((event, index) => inserted(event, String(index))) }, context()),
    hands: (...messages: unknown[]) =>
      functions.send({ Records: messages.map((message, index) => queued(message, `m-${index}`)) }, context()),
  };
}

/** What EventBridge tells of the end of a customer's execution. */
export const endOf = (customer: string, status: string, outcome?: string) => {
  const enrollment = enrolledBy(customer);
  const input = JSON.stringify({ customer, campaign: "welcome", enrollment, version: "1", answers: {} });
  const ended = outcome === undefined ? {} : { output: JSON.stringify({ outcome }) };
  return { detail: { name: enrollment, status, input, ...ended } };
};
