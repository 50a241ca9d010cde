/** `2026-11-21 18:04 UTC` of ISO 8601. */
export function moment(iso: string): string {
  return `${iso.slice(0, 16).replace("T", " ")} UTC`;
}
