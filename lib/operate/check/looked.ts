import { isNamed } from "../../aws/errors.ts";
import { explain } from "../explain.ts";
import { Trouble } from "../trouble.ts";
import type { Answer } from "./rule.ts";

/** What was seen of something outside; or why it is not known, which is no fault of the shop's. */
export type Looked<T> =
  | { is: "known"; value: T }
  | { is: "unknown"; why: string }
  | { is: "not looked at"; why: string };

/** What is seen, where it is. */
export type Known<L> = L extends { is: "known"; value: infer T } ? T : never;

export function known<T>(value: T): Looked<T> {
  return { is: "known", value };
}

export function notLooked(why: string): Looked<never> {
  return { is: "not looked at", why };
}

/** A name server, or AWS, gave no answer that says anything. */
export class Unreachable extends Error {
  override name = "Unreachable";
}

/** Looks, and puts up with whoever cannot be asked. Faults of ours are thrown. */
export async function look<T>(read: () => Promise<T>): Promise<Looked<T>> {
  try {
    return known(await read());
  } catch (error) {
    if (error instanceof Unreachable) return { is: "unknown", why: error.message };
    const explained = explain(error);
    if (!(explained instanceof Trouble)) throw error;
    // Whoever has no credentials did not mean to ask AWS.
    const isUnasked =
      isNamed(error, "CredentialsProviderError", "TokenProviderError") || /region is missing/i.test(String(error));
    return { is: isUnasked ? "not looked at" : "unknown", why: explained.message };
  }
}

/** Looks further where the first look found something. */
export async function lookOn<A, B>(first: Looked<A>, read: (value: A) => Promise<B>): Promise<Looked<B>> {
  return first.is === "known" ? look(() => read(first.value)) : first;
}

/** The answer of a rule about something that was seen. */
export function about<T, A extends Answer | Answer[] | undefined>(
  looked: Looked<T>,
  judge: (value: T) => A,
): A | Answer {
  return looked.is === "known" ? judge(looked.value) : { level: looked.is, found: looked.why };
}
