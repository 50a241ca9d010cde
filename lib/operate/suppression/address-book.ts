import { DescribeTableCommand, ScanCommand } from "@aws-sdk/client-dynamodb";
import type { Address, Contact } from "../../journey/contact.ts";
import { keys } from "../../journey/keys.ts";
import type { Addresses } from "../../journey/ports.ts";
import { type Attributes, itemOfAttributes } from "../../store/dynamodb/attributes.ts";
import type { Item } from "../../store/table.ts";
import type { Clients } from "../clients.ts";

/** What is known of an address. */
export interface Known extends Pick<Address, "suppressed" | "no" | "soft"> {
  hash: string;
  /** As a customer of now has it. */
  email?: string;
}

/** The State table, for those who look through all addresses in it. */
export interface AddressBook {
  /** About as of a few hours ago. */
  size(): Promise<{ items: number; bytes: number }>;
  /** All that something is known of, with the addresses that customers of now have: it reads the whole table, for so many read units. */
  read(onProgress?: (items: number) => void): Promise<{ known: Known[]; units: number }>;
}

const [FIRST_OF_ADDRESSES] = keys.address("").pk.split("#");
const CONTACT = keys.contact("").sk;

export function openAddressBook(client: Clients["dynamo"], tableName: string, addresses: Addresses): AddressBook {
  return {
    async size() {
      const { Table } = await client.send(new DescribeTableCommand({ TableName: tableName }));
      return { items: Table?.ItemCount ?? 0, bytes: Table?.TableSizeBytes ?? 0 };
    },
    async read(onProgress) {
      const known = new Map<string, Known>();
      const emails = new Map<string, string>();
      let read = 0;
      let units = 0;
      for await (const page of scan(client, tableName)) {
        for (const item of page.items) place(item, addresses, known, emails);
        read += page.scanned;
        units += page.units;
        onProgress?.(read);
      }
      const found = [...known.values()]
        .map((one) => {
          const email = emails.get(one.hash);
          return email === undefined ? one : { ...one, email };
        })
        .sort((one, other) => (one.hash < other.hash ? -1 : 1));
      return { known: found, units };
    },
  };
}

function place(item: Item, addresses: Addresses, known: Map<string, Known>, emails: Map<string, string>): void {
  if (item.sk === CONTACT) {
    const { email } = item as unknown as Contact;
    if (email !== undefined) emails.set(addresses.hash(email), email);
    return;
  }
  const { suppressed, no, soft } = item as unknown as Address;
  const hash = item.pk.slice(`${FIRST_OF_ADDRESSES}#`.length);
  // What was lifted leaves an item without anything on it.
  if (suppressed === undefined && no === undefined && (soft ?? []).length === 0) return;
  known.set(hash, {
    hash,
    ...(suppressed === undefined ? {} : { suppressed }),
    ...(no === undefined ? {} : { no }),
    ...(soft === undefined ? {} : { soft }),
  });
}

interface Scanned {
  items: Item[];
  scanned: number;
  units: number;
}

/** Not consistent, at half the price. The filter spares the way here, not the price: all items are read. */
async function* scan(client: Clients["dynamo"], tableName: string): AsyncIterable<Scanned> {
  let next: Attributes | undefined;
  do {
    const page = await client.send(
      new ScanCommand({
        TableName: tableName,
        ReturnConsumedCapacity: "TOTAL",
        FilterExpression: "sk = :contact OR sk = :address",
        ProjectionExpression: "pk, sk, email, suppressed, #no, soft",
        ExpressionAttributeNames: { "#no": "no" },
        ExpressionAttributeValues: { ":contact": { S: CONTACT }, ":address": { S: keys.address("").sk } },
        ...(next === undefined ? {} : { ExclusiveStartKey: next }),
      }),
    );
    yield {
      items: (page.Items ?? []).map(itemOfAttributes),
      scanned: page.ScannedCount ?? 0,
      units: page.ConsumedCapacity?.CapacityUnits ?? 0,
    };
    next = page.LastEvaluatedKey;
  } while (next !== undefined);
}
