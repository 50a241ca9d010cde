import type {
  DeadLetter,
  DeadLetterRows,
  EngineStore,
  MachineRows,
  MessageRows,
  ScheduledFor,
  ScheduleRows,
  StoredMessage,
} from "../store.ts";
import { createMemoryExecutions } from "./executions.ts";

/**
 * Keeps the engine's state in plain memory, for runs that nobody resumes: several times as fast as SQLite. Of executions that
 * are over it keeps only the names, so it describes and lists the open ones alone. It takes nothing back: a hook that throws
 * leaves its turn written.
 */
export function memoryStore(): EngineStore {
  const { rows, ends, listing } = createMemoryExecutions();
  return {
    atomic: (work) => work(),
    machines: machineRows(),
    executions: () => rows,
    ends,
    messages: messageRows(),
    schedules: scheduleRows(),
    deadLetters: deadLetterRows(),
    listing,
  };
}

function machineRows(): MachineRows {
  const machines: { id: number; campaign: string; version: string; definition: string }[] = [];
  return {
    insert(campaign, version, definition) {
      const id = machines.length + 1;
      machines.push({ id, campaign, version, definition });
      return id;
    },
    byVersion: (campaign, version) =>
      machines.find((machine) => machine.campaign === campaign && machine.version === version),
    byId: (id) => machines[id - 1],
    open: () => machines.map(({ id }) => id),
  };
}

function messageRows(): MessageRows {
  const messages = new Map<number, StoredMessage>();
  let next = 1;
  return {
    newId: () => next++,
    insert: (id, { queue, body, due }) => void messages.set(id, { queue, body, due, receives: 0 }),
    load: (id) => messages.get(id),
    remove: (id) => void messages.delete(id),
    again(id, due, receives) {
      const message = messages.get(id);
      if (message !== undefined) messages.set(id, { ...message, due, receives });
    },
    waiting: () => [...messages].map(([id, { due }]) => ({ id, due })).sort((one, other) => one.due - other.due),
  };
}

function scheduleRows(): ScheduleRows {
  const schedules = new Map<string, { what: ScheduledFor; due: number; tries: number }>();
  return {
    set: (name, due, what) => void schedules.set(name, { what: { ...what }, due, tries: 0 }),
    load: (name) => schedules.get(name),
    again(name, due, tries) {
      const schedule = schedules.get(name);
      if (schedule !== undefined) schedules.set(name, { ...schedule, due, tries });
    },
    remove: (name) => void schedules.delete(name),
    waiting: () => [...schedules].map(([name, { due }]) => ({ name, due })).sort((one, other) => one.due - other.due),
  };
}

function deadLetterRows(): DeadLetterRows {
  const letters: DeadLetter[] = [];
  return {
    add: (letter) => void letters.unshift(letter),
    list: (limit) => letters.slice(0, limit),
  };
}
