import { Duration } from "aws-cdk-lib";
import { Alarm, ComparisonOperator, type IMetric, MathExpression, TreatMissingData } from "aws-cdk-lib/aws-cloudwatch";
import { SnsAction } from "aws-cdk-lib/aws-cloudwatch-actions";
import type { Topic } from "aws-cdk-lib/aws-sns";
import type { Queue } from "aws-cdk-lib/aws-sqs";
import { Construct } from "constructs";
import type { Api } from "../door/api.ts";
import type { Functions } from "../functions/functions.ts";
import type { Queues } from "../storage/queues.ts";
import { counted, reputation } from "./metrics.ts";

/** Sections of docs/runbook.md, each for the alarms that lead there. */
export const RUNBOOK = [
  "messages-set-aside",
  "records-set-aside",
  "calls-set-aside",
  "journeys-fail",
  "events-wait",
  "figures-wait",
  "messages-wait",
  "clicks-wait",
  "too-many-bounces",
  "too-many-complaints",
  "marketing-is-paused",
  "templates-fail",
  "calls-are-not-taken",
  "coupons-run-low",
  "a-function-fails",
  "the-door-fails",
  "too-many-calls",
] as const;

const FIFTEEN_MINUTES = Duration.minutes(15);

type Section = (typeof RUNBOOK)[number];

export interface AlarmsProps {
  stage: string;
  topic: Topic;
  queues: Queues;
  functions: Functions;
  configurationSet: string;
  api: Api;
}

interface Watched {
  metric: IMetric;
  /** The alarm rings above this. */
  above: number;
  /** Periods in a row; one, if nothing is said. */
  periods?: number;
  /** What it means that it rings, in a sentence. */
  means: string;
  section: Section;
  missing?: TreatMissingData;
}

export class Alarms extends Construct {
  constructor(scope: Construct, id: string, { stage, topic, queues, functions, configurationSet, api }: AlarmsProps) {
    super(scope, id);
    const action = new SnsAction(topic);
    const ring = (name: string, watched: Watched) => {
      const alarm = new Alarm(this, name, {
        alarmDescription: `${watched.means} See docs/runbook.md#${watched.section}`,
        metric: watched.metric,
        threshold: watched.above,
        comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
        evaluationPeriods: watched.periods ?? 1,
        // Most of what is watched is silent while nothing happens.
        treatMissingData: watched.missing ?? TreatMissingData.NOT_BREACHING,
      });
      alarm.addAlarmAction(action);
      alarm.addOkAction(action);
    };
    ring("MessagesSetAside", {
      metric: inside(queues.sendDeadLetters),
      above: 0,
      means: "Messages could not be sent, and wait to be looked at.",
      section: "messages-set-aside",
    });
    ring("RecordsSetAside", {
      metric: inside(queues.recordDeadLetters),
      above: 0,
      means: "Events of the shop, or changes to count, could not be handled, and wait to be looked at.",
      section: "records-set-aside",
    });
    ring("CallsSetAside", {
      metric: inside(queues.callDeadLetters),
      above: 0,
      means: "Beginnings or ends of journeys, or what came back from messages, could not be handled.",
      section: "calls-set-aside",
    });
    ring("JourneysFail", {
      metric: counted(stage, "finish", "ExecutionsFailed"),
      above: 0,
      means: "Journeys failed or ran out of time on their way; their customers get nothing more from them.",
      section: "journeys-fail",
    });
    ring("EventsWait", {
      metric: age(functions.enroll),
      above: Duration.minutes(15).toMilliseconds(),
      means: "Events of the shop are applied more than a quarter of an hour late; after six hours they are set aside.",
      section: "events-wait",
    });
    ring("FiguresWait", {
      metric: age(functions.tally),
      above: Duration.hours(1).toMilliseconds(),
      means: "Figures are more than an hour old; what is not counted within a day is never counted.",
      section: "figures-wait",
    });
    ring("MessagesWait", {
      metric: queues.send.metricApproximateAgeOfOldestMessage({ period: Duration.minutes(5), statistic: "Maximum" }),
      above: Duration.hours(1).toSeconds(),
      periods: 3,
      means: "Messages wait for more than an hour: there are more than SES takes, or SES takes none.",
      section: "messages-wait",
    });
    // The age above leaves out what was received more than three times, as everything is that SES takes none of:
    // https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-available-cloudwatch-metrics.html
    ring("MessagesComeBack", {
      metric: counted(stage, "send", "MessagesOverdue").with({ period: Duration.minutes(30) }),
      above: 0,
      means: "Messages were tried for more than an hour, and SES or another service of AWS does not take them.",
      section: "messages-wait",
    });
    ring("ClicksWait", {
      metric: queues.settle.metricApproximateAgeOfOldestMessage({ period: Duration.minutes(5), statistic: "Maximum" }),
      above: Duration.minutes(15).toSeconds(),
      periods: 3,
      means: "Clicks wait for more than a quarter of an hour, and journeys that wait for them run out of time.",
      section: "clicks-wait",
    });
    // SES reports now and then: what was too high stays too high until it says otherwise.
    const missing = TreatMissingData.IGNORE;
    ring("TooManyBounces", {
      metric: reputation(configurationSet, "Bounce"),
      above: 0.02,
      means: "More than 2 in 100 messages bounce; at 5 SES reviews the account, at 10 it may stop it.",
      section: "too-many-bounces",
      missing,
    });
    ring("TooManyComplaints", {
      metric: reputation(configurationSet, "Complaint"),
      above: 0.001,
      means: "More than 1 in 1,000 messages is called spam; mailbox providers refuse senders at 3.",
      section: "too-many-complaints",
      missing,
    });
    ring("MarketingPaused", {
      metric: counted(stage, "engage", "MarketingPaused"),
      above: 0,
      means: "Complaints have come to 3 in 1,000: all marketing is paused by itself, until a person lets it go on.",
      section: "marketing-is-paused",
    });
    ring("TemplatesFail", {
      metric: counted(stage, "send", "TemplateFaults"),
      above: 4,
      means: "More than 4 messages were withheld because their template could not be rendered for the customer.",
      section: "templates-fail",
    });
    ring("CallsGivenUp", {
      metric: counted(stage, "act", "CallsGivenUp"),
      above: 0,
      means:
        "A system of the shop, or the team's topic or webhook, took no call for hours; the journeys went on without it.",
      section: "calls-are-not-taken",
    });
    ring("CallsRefused", {
      metric: counted(stage, "act", "CallsRefused").with({ period: FIFTEEN_MINUTES }),
      above: 4,
      means:
        "More than 4 calls in 15 minutes were refused: by a system of the shop, or because its address is no public one.",
      section: "calls-are-not-taken",
    });
    ring("CouponsLow", {
      metric: counted(stage, "decide", "CouponsLow"),
      above: 0,
      means: "A coupon has few codes left, or none; without codes its journeys take another way, or end.",
      section: "coupons-run-low",
    });
    // Failures of publish are told by the deployment that calls it.
    const { publish: _, ...running } = functions;
    for (const [name, made] of Object.entries(running)) {
      const errors = made.metricErrors({ period: FIFTEEN_MINUTES, statistic: "Sum" });
      ring(`${name.slice(0, 1).toUpperCase()}${name.slice(1)}Fails`, {
        metric: name === "act" ? ownErrors(stage, errors) : errors,
        above: 4,
        means: `The function ${name} failed more than 4 times in 15 minutes.`,
        section: "a-function-fails",
      });
    }
    // Both answer their own trouble with a status, so that they never fail themselves.
    ring("DoorFails", {
      metric: api.serverErrors(),
      above: 4,
      means: "The HTTPS door answered more than 4 requests in 15 minutes with a fault of ours.",
      section: "the-door-fails",
    });
    // Calls of the others are made again until they are let in; here a shop, or a reader who wants no more mail, was turned away.
    for (const [name, made] of Object.entries({ Ingest: functions.ingest, Respond: functions.respond })) {
      ring(`${name}TurnsAway`, {
        metric: made.metricThrottles({ period: Duration.minutes(5), statistic: "Sum" }),
        above: 0,
        means: `The function ${name.toLowerCase()} was called more often at a time than the account's functions may run.`,
        section: "too-many-calls",
      });
    }
  }
}

/** Without calls that nobody answered: each fails its invocation, so that its machine tries again. */
function ownErrors(stage: string, errors: IMetric): IMetric {
  const unanswered = counted(stage, "act", "CallsUnanswered").with({ period: FIFTEEN_MINUTES });
  return new MathExpression({
    expression: "errors - FILL(unanswered, 0)",
    usingMetrics: { errors, unanswered },
    period: FIFTEEN_MINUTES,
    label: "errors of its own",
  });
}

function inside(queue: Queue): IMetric {
  return queue.metricApproximateNumberOfMessagesVisible({ period: Duration.minutes(5), statistic: "Maximum" });
}

/** Milliseconds between a record and its handling: https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html */
function age(made: Functions["enroll"]): IMetric {
  return made.metric("IteratorAge", { period: Duration.minutes(5), statistic: "Maximum" });
}
