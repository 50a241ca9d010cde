import { Duration } from "aws-cdk-lib";
import { Dashboard as CloudWatchDashboard, GraphWidget, type IMetric } from "aws-cdk-lib/aws-cloudwatch";
import { Construct } from "constructs";
import type { Functions } from "../functions/functions.ts";
import { stackName } from "../names.ts";
import type { Queues } from "../storage/queues.ts";
import { counted, reputation } from "./metrics.ts";

export interface DashboardProps {
  stage: string;
  queues: Queues;
  functions: Functions;
  configurationSet: string;
}

/** One page on how the stage is doing; how campaigns do is on pages of their own. */
export class Dashboard extends Construct {
  constructor(scope: Construct, id: string, { stage, queues, functions, configurationSet }: DashboardProps) {
    super(scope, id);
    const period = Duration.minutes(5);
    const dashboard = new CloudWatchDashboard(this, "Dashboard", {
      dashboardName: stackName(stage),
      defaultInterval: Duration.days(1),
    });
    dashboard.addWidgets(
      graph("Events and journeys", [
        counted(stage, "enroll", "EventsApplied"),
        counted(stage, "enroll", "Enrolled"),
        counted(stage, "finish", "JourneysEnded"),
        counted(stage, "finish", "ExecutionsFailed"),
      ]),
      graph("Messages", [
        counted(stage, "send", "MessagesSent"),
        counted(stage, "send", "MessagesWithheld"),
        counted(stage, "send", "MessagesDeferred"),
        counted(stage, "send", "MessagesHeld"),
      ]),
      graph("What came back", [
        counted(stage, "engage", "Delivered"),
        counted(stage, "engage", "Opened"),
        counted(stage, "engage", "Clicked"),
        counted(stage, "respond", "Unsubscribed"),
      ]),
    );
    dashboard.addWidgets(
      graph(
        "Waiting to be sent",
        [queues.send.metricApproximateNumberOfMessagesVisible({ period, statistic: "Maximum", label: "messages" })],
        [queues.send.metricApproximateAgeOfOldestMessage({ period, statistic: "Maximum", label: "seconds" })],
      ),
      graph(
        "Clicks that settle",
        [queues.settle.metricApproximateNumberOfMessagesVisible({ period, statistic: "Maximum", label: "clicks" })],
        [queues.settle.metricApproximateAgeOfOldestMessage({ period, statistic: "Maximum", label: "seconds" })],
      ),
      graph("Age of streams, milliseconds", [
        functions.enroll.metric("IteratorAge", { period, statistic: "Maximum", label: "events" }),
        functions.tally.metric("IteratorAge", { period, statistic: "Maximum", label: "figures" }),
      ]),
      graph("Calls of the shop's systems and its team", [
        counted(stage, "act", "CallsDone"),
        counted(stage, "act", "CallsUnanswered"),
        counted(stage, "act", "CallsRefused"),
        counted(stage, "act", "CallsGivenUp"),
      ]),
      graph(
        "Set aside",
        [queues.sendDeadLetters, queues.recordDeadLetters, queues.callDeadLetters].map((queue) =>
          queue.metricApproximateNumberOfMessagesVisible({ period, statistic: "Maximum", label: queue.node.id }),
        ),
      ),
    );
    dashboard.addWidgets(
      graph(
        "Errors",
        Object.entries(functions).map(([name, made]) => made.metricErrors({ period, statistic: "Sum", label: name })),
      ),
      graph(
        "Throttles",
        Object.entries(functions).map(([name, made]) =>
          made.metricThrottles({ period, statistic: "Sum", label: name }),
        ),
      ),
      graph("Reputation at SES", [reputation(configurationSet, "Bounce"), reputation(configurationSet, "Complaint")]),
    );
  }
}

function graph(title: string, left: IMetric[], right: IMetric[] = []): GraphWidget {
  return new GraphWidget({ title, left, right, width: 8, height: 6 });
}
