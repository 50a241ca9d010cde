import type { Caller, Team } from "../journey/outside.ts";
import type { Links } from "../journey/ports.ts";

/** Nobody follows them, so they need no signature. */
export function linksTo(shop: string): Links {
  return {
    unsubscribe: ({ customer }) => `${shop}/unsubscribe/${customer}`,
    preferences: (customer) => `${shop}/preferences/${customer}`,
    confirm: (customer) => `${shop}/confirm/${customer}`,
    survey: ({ customer }) => `${shop}/survey/${customer}`,
    referral: (code) => `${shop}/referral/${code}`,
    hidden: () => `${shop}/hidden`,
  };
}

/** Nobody is called: every system of the shop takes what it would have been told. */
export const NOBODY_CALLED: Caller = { post: async () => 200 };

/** The team is not alarmed by what never happened. */
export const NOBODY_TOLD: Team = { tell: async () => {} };
