import type { DeadLetter } from "../rows/store.ts";

/** What is kept of something that was given up, and of the error that it was given up for. */
export function deadLetter(source: string, body: string, error: unknown, at: number): DeadLetter {
  const { name, message } = error instanceof Error ? error : { name: "Error", message: String(error) };
  return { source, body, error: name, message: withoutAddresses(message), at };
}

/** Mail servers like to repeat the address in their refusals. */
function withoutAddresses(message: string): string {
  return message.replaceAll(/[^\s<>"'(),;:]+@[^\s<>"'(),;:]+/g, "[address]");
}
