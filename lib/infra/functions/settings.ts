import { ENGAGE_SECONDS, SEND_SECONDS } from "../storage/queues.ts";

export interface Settings {
  /** What it is for, as the console shows it. */
  description: string;
  /** MB. Lambda gives processor time by memory; a whole processor is 1,769 MB. */
  memory: number;
  seconds: number;
  /** Called without somebody who waits for the answer: Lambda retries, and sets aside what it gives up. */
  isAsync?: true;
}

/** A call of AWS that is throttled to the last of its tries takes half a minute, nearly a whole one at worst. */
const ASYNC_SECONDS = 60;

/** MB, where nobody waits for an answer: a first start may take a second more. */
const PATIENT = 256;

/*
 * A function's first start reads, and compiles, half a megabyte of code: at 512 MB that is well under a second, at 128 MB
 * several. What they do afterwards is waiting for AWS, where memory helps little.
 */
export const FUNCTIONS = {
  enroll: {
    description: "Applies the shop's events, and starts journeys",
    memory: 512,
    // A hundred events, one after the other where they are of one customer, at a tenth of a second each; and a throttle or two.
    seconds: 60,
  },
  send: {
    description: "Sends messages",
    memory: 512,
    // Ten messages; the queue's visibility follows from this.
    seconds: SEND_SECONDS,
  },
  decide: {
    description: "Answers what a journey asks about its customer",
    memory: 512,
    // The machine waits, and tries again.
    seconds: 10,
  },
  act: {
    description: "Tells systems of the shop, and its team, what a journey wants them to know",
    memory: 512,
    // A system of the shop may take ten seconds, the team's webhook too; the machine waits for a minute, and tries again.
    seconds: 30,
  },
  await: { description: "Keeps the tokens of waiting journeys", memory: 512, seconds: 10 },
  engage: {
    description: "Takes in what comes back from messages",
    memory: PATIENT,
    // The visibility of the queue in which clicks settle follows from this.
    seconds: ENGAGE_SECONDS,
    isAsync: true,
  },
  begin: {
    description: "Begins journeys whose leading wait is over",
    memory: PATIENT,
    seconds: ASYNC_SECONDS,
    isAsync: true,
  },
  finish: { description: "Records the end of journeys", memory: PATIENT, seconds: ASYNC_SECONDS, isAsync: true },
  tally: {
    description: "Counts the figures of campaigns",
    memory: 512,
    // Five hundred changes become a few transactions.
    seconds: 60,
  },
  ingest: {
    description: "The HTTPS door for events",
    memory: 512,
    // API Gateway hangs up after 30 seconds, Shopify after 5: https://shopify.dev/docs/apps/build/webhooks
    seconds: 10,
  },
  respond: {
    description: "The pages behind links in messages",
    memory: 512,
    // Stopping every journey of a customer is part of the answer.
    seconds: 20,
  },
  publish: {
    description: "Makes what a deployment brings known to the functions",
    memory: 512,
    // Hundreds of templates.
    seconds: 120,
  },
} as const satisfies Record<string, Settings>;

export type FunctionName = keyof typeof FUNCTIONS;
