import type { Address, ConsentWord } from "./contact.ts";
import type { CustomerEvents } from "./forget.ts";
import { readHead } from "./head.ts";
import { journeysOf } from "./journeys-of.ts";
import { heldIn, keys, partitionOf } from "./keys.ts";
import type { Core, With } from "./ports.ts";
import { readAll } from "./read-all.ts";
import type { Held } from "./records.ts";

/** Everything that is kept about one person, in the words of the records; docs/privacy.md says what each part is. */
export interface Exported {
  customer: string;
  exportedAt: string;
  /** What the shop told, as it told it. */
  events: unknown[];
  /** Contact, profile, enrollments, messages, answers, coupons, calls, and which events were applied: see docs/tables.md. */
  records: Record<string, unknown>[];
  /** What they said on marketing and topics, the oldest first, with its evidence; times in ISO 8601. */
  consent: Record<string, unknown>[];
  /** Messages that a pause keeps waiting. */
  held: { campaign: string; enrollment: string; since: string }[];
  /** What is known about their address. */
  address?: Record<string, unknown>;
  /** Whether it is mailed, and why not, in whole sentences. */
  mailing: string[];
}

/** Reads everything about a customer, for them to have (GDPR, articles 15 and 20). Nothing is changed. */
export async function exportCustomer(
  deps: Pick<With<"addresses">, "table" | "addresses" | "now">,
  customer: string,
  events: Pick<CustomerEvents, "of">,
): Promise<Exported> {
  const told: unknown[] = [];
  for await (const event of events.of(customer)) told.push(event);
  const records = await readAll(deps.table, partitionOf(customer), "");
  const words = records.filter(({ sk }) => sk.startsWith("consent#")) as unknown as ConsentWord[];
  const email = (await readHead(deps.table, customer)).contact?.email;
  const known = email === undefined ? undefined : await deps.table.get(keys.address(deps.addresses.hash(email)));
  return {
    customer,
    exportedAt: iso(deps.now()),
    events: told,
    records: records.map(({ pk: _pk, sk, ...record }) => ({ record: sk, ...withoutTokens(record) })),
    consent: words.map(inWords),
    held: await heldOf(deps, customer),
    ...(known === undefined ? {} : { address: withoutKeys(known) }),
    mailing: mailingOf(email, known as unknown as Address | undefined),
  };
}

/** Under the customer's journeys: what is held of others is not read. */
async function heldOf({ table }: Pick<Core, "table">, customer: string): Promise<Exported["held"]> {
  const held: Held[] = [];
  for (const { campaign, id } of await journeysOf(table, customer)) {
    held.push(...((await readAll(table, heldIn(campaign), `held#${id}#`)) as unknown as Held[]));
  }
  return held.map(({ campaign, enrollment, since }) => ({ campaign, enrollment, since: iso(since) }));
}

function inWords(word: ConsentWord): Record<string, unknown> {
  const { at, seen, confirmed, ...said } = withoutKeys(word) as Partial<ConsentWord>;
  const times = Object.entries({ at, seen, confirmed }).filter(([, time]) => time !== undefined);
  return { ...said, ...Object.fromEntries(times.map(([name, time]) => [name, iso(Number(time))])) };
}

function mailingOf(email: string | undefined, known: Address | undefined): string[] {
  if (email === undefined) return ["No address is known, so that no message can be sent."];
  const { suppressed, no, soft = [] } = known ?? {};
  const says = [
    ...(suppressed === undefined
      ? []
      : [`No message is sent to this address since ${iso(suppressed.at)}: ${suppressed.reason}.`]),
    ...(no === undefined
      ? []
      : [`Whoever reads this mailbox said no to marketing at ${iso(no.at)} (${no.source}); a later yes overrules it.`]),
    ...(soft.length === 0
      ? []
      : [`Messages came back that may get through another time: ${soft.map(iso).join(", ")}.`]),
  ];
  return says.length === 0 ? ["Nothing is known against mailing this address."] : says;
}

function iso(at: number): string {
  return new Date(at).toISOString();
}

function withoutKeys(item: object): Record<string, unknown> {
  const { pk: _pk, sk: _sk, ...rest } = item as Record<string, unknown>;
  return rest;
}

/** Tokens are keys to running machines, and say nothing about anybody. */
function withoutTokens(record: object): object {
  return JSON.parse(JSON.stringify(record, (name, value: unknown) => (name === "token" ? undefined : value)));
}
