/** What a list can tell. */
export const COLUMNS = ["address", "hash", "reason", "at", "source", "kind", "consent"] as const;
export type Column = (typeof COLUMNS)[number];

/** Where each column is in a row, and what the header as a whole gives away. */
export interface Layout {
  places: Partial<Record<Column, number>>;
  width: number;
  /** Of all rows. */
  kind?: "no" | "suppressed";
  /** Of rows without one of their own. */
  reason?: string;
  source?: string;
  /** Most rows are of people who are mailed: only those with a reason, or who unsubscribed, are on the list. */
  isMixed?: boolean;
}

/** What headers are called, likeliest first: ours, then those of Mailchimp, Klaviyo, Mailgun and SES. */
const SYNONYMS: Readonly<Record<Column, readonly string[]>> = {
  address: words("address, email address, email, e-mail, mail, recipient, recipient email, subscriber, contact email"),
  hash: words("hash, address hash"),
  reason: words(
    "reason, email suppressions, suppression reason, unsub reason, unsubscribe reason, bounce reason, bounce type, error",
  ),
  at: words(
    "at, date, unsub time, clean time, email suppressions timestamp, last update time, suppressed at, unsubscribed at, bounced at, created at, created, date added, added at, timestamp, time",
  ),
  source: words("source, origin, provider"),
  kind: words("kind"),
  consent: words("email marketing consent"),
};

/** Which column is where. Undefined: none of them has addresses. */
export function readHeader(headers: readonly string[]): Layout | undefined {
  const known = headers.map(normalized);
  const places: Layout["places"] = {};
  for (const column of COLUMNS) {
    const name = SYNONYMS[column].find((synonym) => known.includes(synonym));
    if (name !== undefined) places[column] = known.indexOf(name);
  }
  if (places.address === undefined && places.hash === undefined) {
    // A file of one column has nothing else in it.
    if (headers.length !== 1) return undefined;
    places.address = 0;
  }
  const has = (name: string): boolean => known.includes(normalized(name));
  const layout: Layout = { places, width: headers.length };
  if (has("LEID") && has("EUID")) return mailchimp(layout, has);
  if (has("Klaviyo ID")) {
    return { ...layout, source: "Klaviyo", isMixed: places.reason !== undefined || places.consent !== undefined };
  }
  if (has("UNSUB_TIME")) return { ...layout, kind: "no" };
  return layout;
}

/** Its export has a file each of those who unsubscribed, who were cleaned, and who are subscribed; their own "source" is a form. */
function mailchimp({ places, width }: Layout, has: (name: string) => boolean): Layout | undefined {
  const { source: _form, ...rest } = places;
  const known = { places: rest, width, source: "Mailchimp" };
  if (has("UNSUB_TIME")) return { ...known, kind: "no" };
  return has("CLEAN_TIME") ? { ...known, kind: "suppressed", reason: "bounced" } : { ...known, isMixed: true };
}

/**
 * The layout of rows without a header: an address, and a reason behind it in the lists that SES takes in bulk.
 * https://docs.aws.amazon.com/ses/latest/dg/sending-email-suppression-list.html
 */
export const HEADLESS: Layout = { places: { address: 0, reason: 1 }, width: 2 };

function words(list: string): string[] {
  return list.split(", ").map(normalized);
}

/** `E-Mail`, `EMAIL` and `e_mail` are one header. */
function normalized(header: string): string {
  return header.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, "");
}
