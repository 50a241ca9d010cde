/*
 * What customers said and got, written down by whoever plays them: the engine's records are not looked at. Times are epoch
 * milliseconds.
 */

export interface Person {
  id: string;
  /** Number of their mailbox; others may read it, too. */
  mailbox: number;
  /** The shop was told of it. */
  isMailboxTold: boolean;
  /** Where they live; and where the shop was told that they do. */
  home: string | undefined;
  timeZone: string | undefined;
  hasBought: boolean;
  /** The last word on marketing. */
  word: { yes: boolean; at: number } | undefined;
  isConfirmed: boolean;
  topics: Map<string, { on: boolean; at: number }>;
  /** Marketing messages. */
  got: { at: number; campaign: string; topic: string | undefined }[];
}

export interface Mailbox {
  /** The last no that came from it. */
  noAt: number | undefined;
  isDead: boolean;
  softBounces: number[];
}

export interface Said {
  people: Map<string, Person>;
  mailboxes: Map<number, Mailbox>;
}

export function personIn({ people }: Said, id: string): Person {
  const found = people.get(id);
  if (found === undefined) throw new Error(`nobody is called ${id}`);
  return found;
}

export function mailboxIn({ mailboxes }: Said, number: number): Mailbox {
  let found = mailboxes.get(number);
  if (found === undefined) {
    found = { noAt: undefined, isDead: false, softBounces: [] };
    mailboxes.set(number, found);
  }
  return found;
}

/** Of a yes and a no at the same moment, the no counts. */
export function says(person: Person, yes: boolean, at: number, isConfirmed = false): void {
  if (yes && person.word?.yes === false && person.word.at === at) return;
  if (!yes) person.isConfirmed = false;
  person.isConfirmed ||= isConfirmed;
  person.word = { yes, at };
}

export function chooses(person: Person, topic: string, on: boolean, at: number): void {
  const last = person.topics.get(topic);
  if (on && last?.on === false && last.at === at) return;
  person.topics.set(topic, { on, at });
}

/** The address of a mailbox in one of its spellings. Its domain has letters beyond ASCII. */
export function addressOf(mailbox: number, spelling: number): string {
  return spelling % 2 === 0 ? `m${mailbox}@bücher.example` : `M${mailbox}@XN--BCHER-KVA.example`;
}

export function mailboxOf(address: string): number {
  const found = /^m(\d+)@xn--bcher-kva\.example$/i.exec(address)?.[1];
  if (found === undefined) throw new Error(`"${address}" is nobody's address`);
  return Number(found);
}
