import type { Item, Table } from "../store/table.ts";
import { type Contact, type Enrollment, LIVE, type Profile, partitionOf, type Wait } from "./records.ts";

/** Everything live about one customer, read together and consistently. */
export interface Head {
  contact?: Contact;
  profile?: Profile;
  /** By campaign. */
  enrollments: Map<string, Enrollment>;
  waits: Wait[];
}

export async function readHead(table: Table, customer: string): Promise<Head> {
  const head: Head = { enrollments: new Map(), waits: [] };
  let after: string | undefined;
  do {
    const page = await table.query(partitionOf(customer), { prefix: LIVE, ...(after === undefined ? {} : { after }) });
    for (const item of page.items) place(head, item);
    after = page.next;
  } while (after !== undefined);
  return head;
}

function place(head: Head, item: Item): void {
  if (item.sk === "@contact") head.contact = item as unknown as Contact;
  else if (item.sk === "@profile") head.profile = item as unknown as Profile;
  else if (item.sk.startsWith("@in#")) {
    const enrollment = item as unknown as Enrollment;
    head.enrollments.set(enrollment.campaign, enrollment);
  } else if (item.sk.startsWith("@wait#")) head.waits.push(item as unknown as Wait);
}

/** The enrollment with this id, while it is the customer's current or last one in the campaign. */
export function enrollmentIn(head: Head, campaign: string, id: string): Enrollment | undefined {
  const found = head.enrollments.get(campaign);
  return found?.id === id ? found : undefined;
}
