import type { Authored } from "./shop.ts";

/** Two messages with a plain wait between them. */
export const TWO_MAILS = { steps: [{ send: "hello" }, { wait: "3 days" }, { send: "news" }] } satisfies Authored;

/** A message, and what follows a click on it or three days of silence. */
export const ASKS = {
  steps: [
    { send: "hello" },
    { waitFor: { clicked: "hello" }, within: "3 days", then: [{ send: "guide" }], else: [{ send: "reminder" }] },
  ],
} satisfies Authored;

/** Waits for an event of the shop. */
export const AWAITS_DELIVERY = {
  steps: [
    { waitFor: { on: "delivery" }, within: "7 days", then: [{ send: "how-is-it" }], else: [{ send: "where-is-it" }] },
  ],
} satisfies Authored;

export const WIN_BACK = {
  id: "win-back",
  start: { on: "purchase", again: "after 90 days" },
  stop: [{ on: "purchase", outcome: "won back" }, { on: "refund" }],
  steps: [{ wait: "60 days" }, { send: "we-miss-you" }],
} satisfies Authored;

export const REFILL = {
  id: "refill",
  start: { on: "purchase", again: "always" },
  stop: [{ on: "purchase", outcome: "reordered" }],
  goal: { on: "purchase", within: "14 days" },
  steps: [{ wait: "25 days" }, { send: "running-low" }],
} satisfies Authored;
