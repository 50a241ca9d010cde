import middy from "@middy/core";
import type { Context } from "aws-lambda";
import { withoutAddresses } from "../addresses.ts";
import { nameOf } from "../errors.ts";
import { openToolbox, type Toolbox, type Tools } from "./tools.ts";

export type Handler<Event, Answer> = (event: Event, context: Context) => Promise<Answer>;

/** Opens what a function needs, once an invocation. */
export type Open<Needs> = (tools: Tools) => Needs | Promise<Needs>;

let toolbox: Toolbox | undefined;

/**
 * A Lambda handler around a course. Errors are logged and thrown on, so that whoever called tries again; metrics are written
 * in any case.
 */
export function lambdaHandler<Event, Answer>(
  course: (event: Event, tools: Tools, context: Context) => Promise<Answer>,
): Handler<Event, Answer> {
  const open = (): Toolbox => {
    toolbox ??= openToolbox();
    return toolbox;
  };
  // Lambda's own timeout ends the process; an earlier one would leave the course running into the next invocation.
  return middy(async (event: Event, context: Context) => course(event, open(), context), { timeoutEarlyInMillis: 0 })
    .before(({ event, context }) => open().begin(context, event))
    .after(() => open().end())
    .onError((request) => {
      const { log, end } = open();
      const error = withoutPersonalData(request.error);
      log("error", "the invocation failed", { error: error.name, reason: error.message, at: whereOf(error) });
      end();
      // Lambda writes what is thrown to the log and to failure destinations.
      request.error = error;
    });
}

function withoutPersonalData(thrown: unknown): Error {
  const { message = String(thrown), stack = "" } = thrown instanceof Error ? thrown : {};
  const clean = new Error(withoutAddresses(message));
  clean.name = nameOf(thrown);
  clean.stack = withoutAddresses(stack);
  return clean;
}

function whereOf({ stack = "" }: Error): string[] {
  return stack
    .split("\n")
    .filter((line) => line.startsWith("    at "))
    .slice(0, 5)
    .map((line) => line.trim());
}
