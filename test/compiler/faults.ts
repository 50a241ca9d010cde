import validate from "asl-validator";
import jsonata from "jsonata";
import type { StateMachine } from "../../lib/compiler/asl.ts";

/**
 * What Step Functions would refuse in machines; empty when it takes them. The validator prepares a quarter of a second for
 * each call, so it is given all of them as branches of one machine, which may have the same names for once.
 */
export function faultsOf(...machines: StateMachine[]): string[] {
  const Branches = structuredClone(machines).map(({ StartAt, States }) => ({ StartAt, States }));
  const all = { StartAt: "All", QueryLanguage: "JSONata", States: { All: { Type: "Parallel", Branches, End: true } } };
  const refused = validate(all).errors.filter((error) => error["Error code"] !== "DUPLICATE_STATE_NAMES");
  return [
    ...refused.map((error) => error.Message),
    ...machines.flatMap(nameFaults),
    ...machines.flatMap(textsIn).flatMap(textFaults),
  ];
}

/**
 * The length is Step Functions' limit. It takes any text; these characters the consoles and tools around it take, too.
 * https://docs.aws.amazon.com/step-functions/latest/apireference/API_StateExitedEventDetails.html
 */
function nameFaults(machine: StateMachine): string[] {
  return Object.keys(machine.States).flatMap((name) => [
    ...(name.length > 0 && name.length <= 80 ? [] : [`${name.length} characters: ${name}`]),
    ...(name.isWellFormed() && /^[\p{L}\p{M}\p{N} .,:_()/-]+$/u.test(name) ? [] : [`odd characters: ${name}`]),
  ]);
}

/** A text is an expression from front to end, or none; `${` stands for deployments' placeholders only. */
function textFaults(text: string): string[] {
  if (!text.trim().startsWith("{%") && !text.trim().endsWith("%}")) {
    return !text.includes("${") || /^\$\{[A-Za-z]+\}$/.test(text) ? [] : [`a stray placeholder: ${text}`];
  }
  if (!text.startsWith("{%") || !text.endsWith("%}")) return [`half an expression: ${text}`];
  try {
    jsonata(text.slice(2, -2));
    return [];
  } catch (error) {
    return [`${text}: ${String(error)}`];
  }
}

/** Every text where Step Functions looks for expressions: values, not keys. */
function textsIn(value: unknown): string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(textsIn) : [];
}
