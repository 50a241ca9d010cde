/*
 * Pages that say what mail must be like. The senders' rules of mailbox providers change: docs/deliverability.md has the dates.
 */

export const GMAIL = "https://support.google.com/a/answer/81126";
export const YAHOO = "https://senders.yahooinc.com/best-practices/";
export const MICROSOFT =
  "https://techcommunity.microsoft.com/blog/microsoftdefenderforoffice365blog/strengthening-email-ecosystem-outlook%E2%80%99s-new-requirements-for-high%E2%80%90volume-senders/4399730";
export const RFC_DMARC = "https://www.rfc-editor.org/rfc/rfc9989";

/** A page of the SES Developer Guide. */
export function ses(page: string): string {
  return `https://docs.aws.amazon.com/ses/latest/dg/${page}.html`;
}
