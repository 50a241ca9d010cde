/** The last `lines` lines of a text, without the empty ones at its end. */
export function tail(text: string, lines = 40): string {
  return text.trimEnd().split("\n").slice(-lines).join("\n");
}
