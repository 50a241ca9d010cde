/** List prices of us-east-1 in dollars, without free tiers, on this date. Sources: the pricing pages of each service. */
export const PRICES_AS_OF = "2026-10-30";

const MILLION = 1_000_000;

export const PRICES = {
  transition: 25 / MILLION,
  schedule: 1 / MILLION,
  email: 0.1 / 1_000,
  queueRequest: 0.4 / MILLION,
  write: 0.625 / MILLION,
  read: 0.125 / MILLION,
  invocation: 0.2 / MILLION,
  /** arm64, a gigabyte for a second. */
  compute: 0.000_013_333_4,
} as const;

/** What a simulated run would have used on AWS. */
export interface Usage {
  transitions: number;
  schedules: number;
  emails: number;
  queueMessages: number;
  /** Write request units: one an item, two in a transaction; the items are under 1 KB. */
  writes: number;
  /** Read request units: one an item, consistent; the items are under 4 KB. */
  reads: number;
  invocations: number;
}

export interface CostLine {
  what: string;
  count: number;
  dollars: number;
}

/** Sent, received and deleted. */
const REQUESTS_PER_MESSAGE = 3;
/** What most functions of the stack have, for a supposed 30 ms a call. */
const GIGABYTE_SECONDS_PER_CALL = 0.5 * 0.03;

export function costOf(usage: Usage): CostLine[] {
  const line = (what: string, count: number, price: number): CostLine => ({ what, count, dollars: count * price });
  return [
    line("Step Functions state transitions", usage.transitions, PRICES.transition),
    line("EventBridge Scheduler schedules", usage.schedules, PRICES.schedule),
    line("SQS requests", usage.queueMessages * REQUESTS_PER_MESSAGE, PRICES.queueRequest),
    line("DynamoDB write units", usage.writes, PRICES.write),
    line("DynamoDB read units", usage.reads, PRICES.read),
    line("Lambda calls", usage.invocations, PRICES.invocation),
    line("Lambda compute, 30 ms of 512 MB a call", usage.invocations, GIGABYTE_SECONDS_PER_CALL * PRICES.compute),
    line("SES e-mails", usage.emails, PRICES.email),
  ];
}
