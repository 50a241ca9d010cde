import jsonata from "jsonata";
import type { z } from "zod";
import { ALL, MachineRefused } from "../errors.ts";
import { type Catcher, type Definition, definitionSchema, type Of, type Retrier, type State } from "./definition.ts";
import { at, faultyReferences, isPlain } from "./references.ts";
import { expressionsIn } from "./template.ts";

/** What a machine may call. */
export interface Callable {
  queues: ReadonlySet<string>;
  functions: ReadonlySet<string>;
}

/** The definition, once it is known that it can be run here. Throws {@link MachineRefused} with all its faults. */
export function checkDefinition(machine: string, definition: unknown, callable: Callable): Definition {
  const parsed = definitionSchema.safeParse(definition);
  const shape = parsed.success ? faultyStates(parsed.data, callable) : parsed.error.issues.map(sayIssue);
  const faults = [...shape, ...faultyReferences(definition), ...faultyExpressions(definition)];
  if (!parsed.success || faults.length > 0) throw new MachineRefused(machine, faults);
  return parsed.data;
}

function sayIssue(issue: z.core.$ZodIssue): string {
  const [first, state, ...rest] = issue.path.map(String);
  const where = first === "States" && state !== undefined ? [at(state), ...rest].join(".") : issue.path.join(".");
  return `${where || "the definition"}: ${issue.message}`;
}

function faultyStates(definition: Definition, callable: Callable): string[] {
  return Object.entries(definition.States).flatMap(([name, state]) => {
    const token = faultyToken(at(name), state);
    if (state.Type === "Wait") return [...token, ...faultyWait(at(name), state)];
    if (state.Type === "Task") return [...token, ...faultyTask(at(name), state, callable)];
    return token;
  });
}

/** Only a state that waits for a token has one; elsewhere AWS fails when the state is reached. */
function faultyToken(where: string, state: State): string[] {
  if (state.Type === "Task" && state.Resource.endsWith(".waitForTaskToken")) return [];
  return expressionsIn(state, where)
    .filter(({ source }) => /\$states\s*\.\s*context\s*\.\s*Task\b/.test(source))
    .map(({ path }) => `${path}: there is no token here; use a resource that ends in .waitForTaskToken`);
}

function faultyWait(where: string, wait: Of<"Wait">): string[] {
  return (wait.Seconds === undefined) === (wait.Timestamp === undefined)
    ? [`${where}: a Wait needs exactly one of Seconds and Timestamp`]
    : [];
}

function faultyTask(where: string, task: Of<"Task">, { queues, functions }: Callable): string[] {
  const [field, name, known] =
    "QueueUrl" in task.Arguments
      ? (["QueueUrl", task.Arguments.QueueUrl, queues] as const)
      : (["FunctionName", task.Arguments.FunctionName, functions] as const);
  const unknown = known.has(name)
    ? []
    : [`${where}.Arguments.${field}: nothing here answers to "${name}"; known are ${[...known].join(", ") || "none"}`];
  return [...unknown, ...faultyNames(`${where}.Retry`, task.Retry), ...faultyNames(`${where}.Catch`, task.Catch)];
}

/** States.ALL stands alone, and last. https://states-language.net/spec.html#errors */
function faultyNames(where: string, rules: readonly (Retrier | Catcher)[] = []): string[] {
  return rules.flatMap(({ ErrorEquals }, index) =>
    ErrorEquals.includes(ALL) && (ErrorEquals.length > 1 || index < rules.length - 1)
      ? [`${where}[${index}].ErrorEquals: ${ALL} must stand alone, in the last entry`]
      : [],
  );
}

function faultyExpressions(definition: unknown): string[] {
  if (!isPlain(definition) || !isPlain(definition.States)) return [];
  const expressions = Object.entries(definition.States).flatMap(([name, state]) => expressionsIn(state, at(name)));
  return expressions.flatMap(({ path, source }) => {
    try {
      jsonata(source);
      return [];
    } catch (error) {
      const message = typeof error === "object" && error !== null && "message" in error ? error.message : error;
      return [`${path}: '${source.trim()}' is not JSONata: ${message}`];
    }
  });
}
