import { type SurveyFigures, surveyFigures } from "../../journey/tally/survey.ts";
import { type Count, isOfMessage, type What } from "../../journey/tally.ts";
import { named, type Reason } from "./reasons.ts";

/** What became of a step's message. */
export interface MessageFigures {
  sent: number;
  /** Nobody knows whether it went out; it is not tried again. */
  unconfirmed: number;
  withheld: Reason[];
  /** Told to come back later. */
  deferred: Reason[];
  delivered: number;
  opened: number;
  clicked: number;
  bounced: number;
  complained: number;
  /** Marketing was declined by a link of it. */
  unsubscribed: number;
  /** Besides what people did. */
  byMachine: { opened: number; clicked: number };
  /** Of a survey that somebody answered. */
  survey?: SurveyFigures;
}

/** Undefined for a step that is about no message. */
export function messageFigures(counts: readonly Count[]): MessageFigures | undefined {
  const about = counts.filter(({ what }) => isOfMessage(what));
  if (about.length === 0) return undefined;
  const of = (name: What): number => about.find(({ what }) => what === name)?.n ?? 0;
  const survey = surveyFigures(of);
  return {
    sent: of("sent"),
    unconfirmed: of("unconfirmed"),
    withheld: named(about, "withheld: "),
    deferred: named(about, "deferred: "),
    delivered: of("delivered"),
    opened: of("opened"),
    clicked: of("clicked"),
    bounced: of("bounced"),
    complained: of("complained"),
    unsubscribed: of("unsubscribed"),
    byMachine: { opened: of("opened by machine"), clicked: of("clicked by machine") },
    ...(survey === undefined ? {} : { survey }),
  };
}
