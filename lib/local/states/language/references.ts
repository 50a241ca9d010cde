type Plain = Record<string, unknown>;

/** Faults in how the states of a definition lead to each other. Takes any value, so that they are listed beside faults of shape. */
export function faultyReferences(definition: unknown): string[] {
  if (!isPlain(definition) || !isPlain(definition.States)) return [];
  const states = Object.entries(definition.States).filter((entry): entry is [string, Plain] => isPlain(entry[1]));
  const known = new Set(states.map(([name]) => name));
  const faults = states.flatMap(([name, state]) => [
    ...faultyEnd(at(name), state),
    ...references(state).flatMap(([field, next]) => missing(`${at(name)}.${field}`, next, known)),
  ]);
  const start = typeof definition.StartAt === "string" ? definition.StartAt : "";
  if (!known.has(start)) return [`StartAt: no state "${start}"; name one of the states`, ...faults];
  return [...faults, ...unreachable(start, new Map(states))];
}

export function at(state: string): string {
  return `States["${state}"]`;
}

export function isPlain(value: unknown): value is Plain {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function faultyEnd(where: string, state: Plain): string[] {
  const goesOn = ["Task", "Wait", "Pass"].includes(String(state.Type));
  if (goesOn && (state.Next === undefined) === (state.End === undefined)) {
    return [`${where}: a ${state.Type} state needs exactly one of Next and End`];
  }
  return [];
}

function missing(where: string, next: string, known: ReadonlySet<string>): string[] {
  return known.has(next) ? [] : [`${where}: no state "${next}"; add it, or name another`];
}

/** Every field of a state that names another. */
function references(state: Plain): [field: string, next: string][] {
  const nested = ["Choices", "Catch"].flatMap((field) =>
    list(state[field]).map((item, index): [string, unknown] => [`${field}[${index}].Next`, item.Next]),
  );
  const all: [string, unknown][] = [["Next", state.Next], ["Default", state.Default], ...nested];
  return all.flatMap(([field, next]): [string, string][] => (typeof next === "string" ? [[field, next]] : []));
}

function list(value: unknown): Plain[] {
  return Array.isArray(value) ? value.filter(isPlain) : [];
}

function unreachable(start: string, states: ReadonlyMap<string, Plain>): string[] {
  const reached = new Set([start]);
  for (const name of reached) for (const [, next] of references(states.get(name) ?? {})) reached.add(next);
  const lost = [...states.keys()].filter((name) => !reached.has(name));
  return lost.map((name) => `${at(name)}: nothing leads here; remove it, or lead to it`);
}
