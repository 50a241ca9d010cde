import type { Message } from "../kinds/move.ts";
import { plainCopy } from "../plain.ts";

/** A message's body as the text that a queue carries. */
export function textOf(body: Message["body"]): string {
  return typeof body === "string" ? body : JSON.stringify(body);
}

/** What is in a message's body, for its reader alone. Throws a SyntaxError when it is a text that is no JSON. */
export function contentOf(body: Message["body"]): Message["body"] {
  return typeof body === "string" ? JSON.parse(body) : plainCopy(body);
}
