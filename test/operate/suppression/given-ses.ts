import type { Pace } from "../../../lib/operate/pace.ts";
import { openSesList, type SesReason } from "../../../lib/operate/suppression/ses-list.ts";
import { awsError, fakeClient } from "../fake-client.ts";
import { AT_ONCE } from "../given-time.ts";

export const LISTED_AT = Date.parse("2026-10-02T08:00:00Z");

/** SES with these addresses on its list, two a page. */
export function givenSes(listed: Record<string, SesReason>, pace: Pace = AT_ONCE) {
  const all = new Map(Object.entries(listed));
  const summary = (email: string, Reason: SesReason) => ({
    EmailAddress: email,
    Reason,
    LastUpdateTime: new Date(LISTED_AT),
  });
  const found = (email: string): SesReason => {
    const reason = all.get(email);
    if (reason === undefined) throw awsError("NotFoundException");
    return reason;
  };
  const ses = fakeClient({
    ListSuppressedDestinationsCommand: ({ NextToken }) => {
      const start = Number(NextToken ?? 0);
      const page = [...all].slice(start, start + 2).map(([email, reason]) => summary(email, reason));
      return {
        SuppressedDestinationSummaries: page,
        ...(start + 2 < all.size ? { NextToken: String(start + 2) } : {}),
      };
    },
    GetSuppressedDestinationCommand: ({ EmailAddress }) => ({
      SuppressedDestination: summary(EmailAddress, found(EmailAddress)),
    }),
    PutSuppressedDestinationCommand: ({ EmailAddress, Reason }) => void all.set(EmailAddress, Reason),
    DeleteSuppressedDestinationCommand: ({ EmailAddress }) => {
      found(EmailAddress);
      all.delete(EmailAddress);
    },
  });
  return { ses, all, list: openSesList(ses, pace) };
}
