import type { Item, Table } from "../store/table.ts";
import type { Contact } from "./contact.ts";
import { keys, LIVE, partitionOf } from "./keys.ts";
import { readAll } from "./read-all.ts";
import type { Enrollment, Pause, Profile, Send } from "./records.ts";

/** Everything live about one customer, read together and consistently. */
export interface Head {
  contact?: Contact;
  profile?: Profile;
  /** By campaign. */
  enrollments: Map<string, Enrollment>;
}

export async function readHead(table: Table, customer: string): Promise<Head> {
  const head: Head = { enrollments: new Map() };
  for (const item of await readAll(table, partitionOf(customer), LIVE)) place(head, item);
  return head;
}

function place(head: Head, item: Item): void {
  if (item.sk === "@contact") head.contact = item as unknown as Contact;
  else if (item.sk === "@profile") head.profile = item as unknown as Profile;
  else if (item.sk.startsWith("@in#")) {
    const enrollment = item as unknown as Enrollment;
    head.enrollments.set(enrollment.campaign, enrollment);
  }
}

/** One customer on one journey: what a message or a question of that journey needs to know. */
export interface Traveler {
  contact: Contact | undefined;
  profile: Profile | undefined;
  /** Undefined when the customer's enrollment in the campaign is another one by now. */
  enrollment: Enrollment | undefined;
  /** The ledger entry of the message that was asked for. */
  entry: Send | undefined;
  /** What is paused, where a message was asked for. */
  pause: Pause | undefined;
}

/** Reads what belongs to one journey of one customer, in one request; with `step`, that message's ledger entry, with `pause` what is paused. */
export async function readTraveler(
  table: Table,
  {
    customer,
    campaign,
    enrollment: id,
    step,
    pause: withPause = false,
  }: { customer: string; campaign: string; enrollment: string; step?: string; pause?: boolean },
): Promise<Traveler> {
  const [contact, profile, enrollment, ...more] = await table.getMany([
    keys.contact(customer),
    keys.profile(customer),
    keys.enrollment(customer, campaign),
    ...(step === undefined ? [] : [keys.send(customer, id, step)]),
    ...(withPause ? [keys.pause] : []),
  ]);
  const entry = step === undefined ? undefined : more.shift();
  const pause = withPause ? more.shift() : undefined;
  return {
    contact: contact as unknown as Contact | undefined,
    profile: profile as unknown as Profile | undefined,
    enrollment: enrollment?.id === id ? (enrollment as unknown as Enrollment) : undefined,
    entry: entry as unknown as Send | undefined,
    pause: pause as unknown as Pause | undefined,
  };
}
