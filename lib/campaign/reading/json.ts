/** JSON on one line, spaced as people write it: `{ "on": "purchase" }`. */
export function json(value: unknown): string {
  if (Array.isArray(value)) return value.length === 0 ? "[ ]" : `[${value.map(json).join(", ")}]`;
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  const entries = Object.entries(value).map(([key, entry]) => `${JSON.stringify(key)}: ${json(entry)}`);
  return entries.length === 0 ? "{ }" : `{ ${entries.join(", ")} }`;
}
