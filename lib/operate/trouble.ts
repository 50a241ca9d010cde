/** What keeps an operator from what they asked for, in words: where, what, why, and how to go on. */
export class Trouble extends Error {
  override name = "Trouble";
}

/** They stopped it with Ctrl+C, between two things that are done whole or not at all. */
export class Interrupted extends Error {
  override name = "Interrupted";
}
