/** The link that no person sees, of a deployment whose pages are here: as the links of messages have it, and as SES reports it. */
export function hiddenLink(baseUrl: string): string {
  return `${new URL(baseUrl).href.replace(/\/+$/, "")}/h`;
}
