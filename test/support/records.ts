import type { CallRecord, GivenCoupon } from "../../lib/journey/advocacy/records.ts";
import type { Contact } from "../../lib/journey/contact.ts";
import { readHead } from "../../lib/journey/head.ts";
import { partitionOf } from "../../lib/journey/keys.ts";
import type { Enrollment, Past, Profile, Send } from "../../lib/journey/records.ts";
import type { Table } from "../../lib/store/table.ts";

/** The records of customers, as a test asks for them: one that is missing fails the test. */
export interface Records {
  contact(customer: string): Promise<Contact>;
  profile(customer: string): Promise<Profile>;
  /** The current or last one in this campaign. */
  enrollment(customer: string, campaign?: string): Promise<Enrollment>;
  /** Those that others took the place of. */
  past(customer: string): Promise<Past[]>;
  sends(customer: string): Promise<Send[]>;
  /** What steps of journeys gave. */
  coupons(customer: string): Promise<GivenCoupon[]>;
  /** What was told of them to systems of the shop, or to the team. */
  callsAbout(customer: string): Promise<CallRecord[]>;
}

export function recordsOf(table: Table): Records {
  const history = async (customer: string, prefix: string): Promise<unknown[]> =>
    (await table.query(partitionOf(customer), { prefix })).items;
  return {
    contact: async (customer) => known((await readHead(table, customer)).contact, `a contact of ${customer}`),
    profile: async (customer) => known((await readHead(table, customer)).profile, `a profile of ${customer}`),
    enrollment: async (customer, campaign = "welcome") =>
      known((await readHead(table, customer)).enrollments.get(campaign), `${customer} in ${campaign}`),
    past: async (customer) => (await history(customer, "past#")) as Past[],
    sends: async (customer) => (await history(customer, "send#")) as Send[],
    coupons: async (customer) => (await history(customer, "coupon#")) as GivenCoupon[],
    callsAbout: async (customer) => (await history(customer, "call#")) as CallRecord[],
  };
}

function known<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new Error(`there is no ${what}`);
  return value;
}
