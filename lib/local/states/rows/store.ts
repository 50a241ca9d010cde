import type { Schedules } from "../../../journey/ports.ts";
import type { Value } from "../../../store/table.ts";
import type { Execution, Machine } from "../execution.ts";
import type { End } from "../hooks.ts";
import type { Message } from "../kinds/move.ts";
import type { Ending, EndStatus } from "../step.ts";

/** Where the engine keeps everything but its timers. One engine at a time. */
export interface EngineStore {
  /** Runs work all or none, if the store can take back what was written. */
  atomic<Result>(work: () => Result): Result;
  machines: MachineRows;
  /** `machineOf` finds the machine of a stored execution. */
  executions(machineOf: (id: number) => Machine): ExecutionRows;
  ends: EndRows;
  messages: MessageRows;
  schedules: ScheduleRows;
  deadLetters: DeadLetterRows;
  listing: Listing;
}

export interface MachineRows {
  /** Answers its number. `definition` is JSON. */
  insert(campaign: string, version: string, definition: string): number;
  byVersion(campaign: string, version: string): { id: number; definition: string } | undefined;
  byId(id: number): { campaign: string; version: string; definition: string } | undefined;
  /** Those that people are in. */
  open(): Iterable<number>;
}

/** The executions that are open. A write answers false when another turn was first: nothing was changed then. */
export interface ExecutionRows {
  newId(): number;
  /** Also of one that has ended: a name is used once. */
  idOf(name: string): number | undefined;
  /** The caller's own copy. Undefined: it has ended, or never was. */
  load(id: number): Execution | undefined;
  /** A new execution that rests. False: the name is taken. */
  insert(execution: Execution): boolean;
  /** A new execution that is over already. */
  insertEnded(execution: Execution, ending: Ending): boolean;
  /** The visit that was loaded becomes the execution's present one. */
  move(execution: Execution, from: number): boolean;
  /** The call of this visit is done, its token is waited for. */
  called(execution: Execution): boolean;
  end(execution: Execution, from: number, ending: Ending): boolean;
  /** Every open execution and when it is due. */
  open(): Iterable<{ id: number; due: number }>;
}

/** The ends that have to be told yet. */
export interface EndRows {
  /** Undefined: it was told, or the execution has not ended. */
  untold(id: number): End | undefined;
  told(id: number): void;
  /** In the order in which they ended. */
  all(): Iterable<number>;
}

export interface StoredMessage extends Message {
  /** How often its handler has thrown. */
  receives: number;
}

/** Messages that no handler has taken yet. */
export interface MessageRows {
  newId(): number;
  insert(id: number, message: Message): void;
  load(id: number): StoredMessage | undefined;
  remove(id: number): void;
  again(id: number, due: number, receives: number): void;
  waiting(): Iterable<{ id: number; due: number }>;
}

export type ScheduledFor = Parameters<Schedules["set"]>[2];

/** One-time schedules that have not begun yet. */
export interface ScheduleRows {
  /** Takes the place of one with the same name. */
  set(name: string, at: number, what: ScheduledFor): void;
  load(name: string): { what: ScheduledFor; tries: number } | undefined;
  again(name: string, due: number, tries: number): void;
  remove(name: string): void;
  waiting(): Iterable<{ name: string; due: number }>;
}

/** What was given up after too many tries, and why. */
export interface DeadLetter {
  /** The queue's URL, `schedule <name>` or `end of <execution>`. */
  source: string;
  /** JSON. */
  body: string;
  /** The error's name. */
  error: string;
  message: string;
  /** Epoch milliseconds. */
  at: number;
}

export interface DeadLetterRows {
  add(letter: DeadLetter): void;
  /** The latest first. */
  list(limit: number): DeadLetter[];
}

/** An execution as a page shows it. Times are epoch milliseconds. */
export interface Description {
  name: string;
  campaign: string;
  version: string;
  status: "RUNNING" | EndStatus;
  started: number;
  /** While it runs: where, since when, and when the rest there ends. */
  state?: string;
  since?: number;
  due?: number;
  /** Once it is over. */
  ended?: number;
  output?: Value;
  error?: string;
  cause?: string;
}

export interface Listing {
  describe(name: string): Description | undefined;
  /** In the order of their starts. A page has at most `limit` (100); go on after the last one's `name`. */
  list(filter?: { campaign?: string; status?: Description["status"]; limit?: number; after?: string }): Description[];
}
