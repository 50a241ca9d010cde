import { Duration } from "aws-cdk-lib";
import { Metric } from "aws-cdk-lib/aws-cloudwatch";
import type { Metric as MetricName } from "../../aws/lambda/metrics.ts";
import type { FunctionName } from "../functions/settings.ts";

const FIVE_MINUTES = Duration.minutes(5);

/** What a function counts: https://docs.aws.amazon.com/powertools/typescript/latest/features/metrics/ */
export function counted(stage: string, service: FunctionName, metricName: MetricName): Metric {
  return new Metric({
    namespace: "Regulars",
    metricName,
    dimensionsMap: { service, stage },
    statistic: "Sum",
    period: FIVE_MINUTES,
  });
}

/** A share, 0 to 1, over what SES calls a representative volume: https://docs.aws.amazon.com/ses/latest/dg/monitor-sender-reputation.html */
export function reputation(configurationSet: string, what: "Bounce" | "Complaint"): Metric {
  return new Metric({
    namespace: "AWS/SES",
    metricName: `Reputation.${what}Rate`,
    dimensionsMap: { "ses:configuration-set": configurationSet },
    statistic: "Average",
    period: Duration.hours(1),
  });
}
