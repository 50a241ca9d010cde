import { signingKeys } from "./signature.ts";

/** What calls are made with. */
export interface Outgoing {
  /** Sign calls, the newest first. */
  keys: Buffer[];
  /** An incoming webhook of Slack, or of what understands the same: alerts go there too. */
  slack?: string;
}

/**
 * Reads the secret of calls. Throws an error that says what to mend, and quotes nothing.
 * @param json `{ "key": "…", "slack"?: "https://hooks.slack.com/services/…" }`
 */
export function readOutgoing(json: string): Outgoing {
  const { key, slack, ...others } = valuesIn(json);
  const [unknown] = Object.keys(others);
  if (unknown !== undefined) throw fault(`there is a name that nothing reads; take it out, or write "key" or "slack"`);
  if (typeof key !== "string") throw fault('there is no text in "key"');
  if (slack === undefined) return { keys: signingKeys(key) };
  if (typeof slack !== "string" || URL.parse(slack)?.protocol !== "https:") {
    throw fault('"slack" is no https address; copy it from the incoming webhook');
  }
  return { keys: signingKeys(key), slack };
}

function valuesIn(json: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(json);
    if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  } catch {
    // Told below: JSON's own error quotes the text.
  }
  throw fault("it is no JSON object");
}

function fault(what: string): Error {
  return new Error(
    `the secret of calls (stack output OutgoingSecretArn) has a fault: ${what}; it is { "key": "…", "slack": "https://…" }`,
  );
}
