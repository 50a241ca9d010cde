import type { Engagement, Evidence } from "../engage.ts";
import type { Core, SendId } from "../ports.ts";
import { wakeOnFacts } from "../wake.ts";
import { signalOf, soonest } from "./machines.ts";
import { marking, markOf } from "./marks.ts";
import { type Entry, read, record, write, writeIf } from "./record.ts";

type Reacted = Extract<Engagement, { fact: "opened" | "clicked" }>;
type Fact = Reacted["fact"];

/** A click is proof of an open, and an open of a delivery, where images or reports are blocked; a machine's of a delivery only. */
const IMPLIED = {
  person: { opened: ["opened", "delivered"], clicked: ["clicked", "opened", "delivered"] },
  machine: { opened: ["machineOpened", "delivered"], clicked: ["machineClicked", "delivered"] },
} as const;

/** A settled look came before the first one of the same click, and others may be as late. */
export class Unsettled extends Error {
  override name = "Unsettled";
}

export async function delivered(
  deps: Core,
  { message, at }: Extract<Engagement, { fact: "delivered" }>,
): Promise<void> {
  await note(deps, message, ["delivered"], at);
}

/** An opening is judged once, as it comes. Mostly it is a person's, and one write is all. */
export async function opened(deps: Core, { message, at, evidence = {} }: Reacted): Promise<void> {
  const judge = (entry: Partial<Entry>) => whose("opened", at, evidence, entry);
  if (judge({}) === "machine") return note(deps, message, IMPLIED.machine.opened, at);
  const facts = IMPLIED.person.opened;
  const limit = soonest(at);
  const below: Record<string, number> = evidence.timed ? { delivered: limit, sentAt: limit } : {};
  const { entry, refused } = await writeIf(deps, message, onceOf(facts, at), below);
  if (refused !== undefined) return note(deps, message, IMPLIED[judge(refused)].opened, at);
  if (entry !== undefined) await wakeOnFacts(deps, message, entry, facts);
}

/**
 * A click is judged twice, because the first one of a scanner looks like a person's until the others are heard of.
 *
 * 1. The first look leaves a mark for the link; what is surely a machine's is noted as that.
 * 2. The settled look, seconds later, finds the marks of all links, and says whose the click was.
 *
 * Where the moment is not the mail server's, the first look is the only one.
 * @throws Unsettled when the settled look came first: it leaves the mark, and is to be taken again after a while
 */
export async function clicked(deps: Core, { message, at, evidence, look }: Reacted): Promise<void> {
  if (evidence === undefined) return note(deps, message, IMPLIED.person.clicked, at);
  if (whose("clicked", at, evidence, {}) === "machine") {
    const { setOnce, set } = marking(evidence, at);
    const facts = onceOf(IMPLIED.machine.clicked, at).setOnce;
    const entry = await write(deps, message, { set, setOnce: { ...setOnce, ...facts } });
    if (entry !== undefined) await wakeOnFacts(deps, message, entry, IMPLIED.machine.clicked);
    return;
  }
  const mark = markOf(evidence);
  const isRead = look === "settled" || mark === undefined;
  const entry = isRead ? await read(deps, message) : await write(deps, message, marking(evidence, at));
  if (entry === undefined) return;
  if (mark !== undefined && entry[mark] === undefined) {
    await write(deps, message, marking(evidence, at));
    throw new Unsettled(`the click was not heard of before; it will be looked at again`);
  }
  const who = whose("clicked", at, evidence, entry);
  if (who === "person" && look === "first" && evidence.timed) return;
  await note(deps, message, IMPLIED[who].clicked, at);
}

function whose(fact: Fact, at: number, evidence: Evidence, entry: Partial<Entry>): keyof typeof IMPLIED {
  return signalOf({ fact, at, evidence, entry }) === undefined ? "person" : "machine";
}

/** Writes facts to the entry, and wakes who waits for them. */
async function note(deps: Core, message: SendId, facts: readonly string[], at: number): Promise<void> {
  const entry = await record(deps, message, facts, at);
  if (entry !== undefined) await wakeOnFacts(deps, message, entry, facts);
}

function onceOf(facts: readonly string[], at: number): { setOnce: Record<string, number> } {
  return { setOnce: Object.fromEntries(facts.map((fact) => [fact, at])) };
}
