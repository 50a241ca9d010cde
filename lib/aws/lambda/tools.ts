import { Logger } from "@aws-lambda-powertools/logger";
import { Metrics, MetricUnit } from "@aws-lambda-powertools/metrics";
import type { Context } from "aws-lambda";
import type { Log } from "../../journey/ports.ts";
import { withoutAddresses } from "../addresses.ts";
import type { Metric } from "./metrics.ts";

/** What an invocation tells about itself: log lines and counts, both without personal data. */
export interface Tools {
  log: Log;
  /** Adds to a metric; all are written at the end of the invocation. */
  count(metric: Metric, n?: number): void;
}

/** Tools for all invocations of a container, one after the other. */
export interface Toolbox extends Tools {
  begin(context: Context, event: unknown): void;
  end(): void;
}

/** Reads POWERTOOLS_SERVICE_NAME, POWERTOOLS_METRICS_NAMESPACE and STAGE. */
export function openToolbox(): Toolbox {
  const stage = process.env.STAGE ?? "unknown";
  const logger = new Logger({
    persistentKeys: { stage },
    // The last guard: whatever text comes this way, no address leaves.
    jsonReplacerFn: (_key, value) => (typeof value === "string" ? withoutAddresses(value) : value),
  });
  const metrics = new Metrics({ namespace: "Regulars", defaultDimensions: { stage } });
  const counts = new Map<Metric, number>();
  return {
    log: (level, message, facts) => logger[level](message, facts),
    count: (metric, n = 1) => void counts.set(metric, (counts.get(metric) ?? 0) + n),
    begin(context, event) {
      logger.addContext(context);
      logger.resetKeys();
      logger.appendKeys(journeyIn(event));
    },
    end() {
      for (const [metric, n] of counts) if (n > 0) metrics.addMetric(metric, MetricUnit.Count, n);
      counts.clear();
      if (metrics.hasStoredMetrics()) metrics.publishStoredMetrics();
    },
  };
}

/** An id of ours, and nothing that a person could be called by. */
const ID = /^[\w-]{1,128}$/;

/** Which journey something is about, for whoever reads the log: no customer, only what names campaigns, enrollments and steps. */
export function journeyIn(about: unknown): Record<string, string> {
  if (typeof about !== "object" || about === null) return {};
  const given = about as Record<string, unknown>;
  const found: Record<string, string> = {};
  for (const name of ["campaign", "enrollment", "step"]) {
    const id = given[name];
    if (typeof id === "string" && ID.test(id)) found[name] = id;
  }
  return found;
}
