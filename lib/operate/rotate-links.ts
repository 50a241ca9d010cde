import { randomBytes } from "node:crypto";
import { GetSecretValueCommand, PutSecretValueCommand } from "@aws-sdk/client-secrets-manager";
import { keysIn } from "../email/links.ts";
import type { Clients } from "./clients.ts";
import type { Stack } from "./stack.ts";
import { Trouble } from "./trouble.ts";

/** Each key is one more hash for a link that nobody signed; with a new one each year this is ten years of messages. */
export const MOST_KEYS = 10;
/** Of 48 random bytes. */
const KEY_BYTES = 48;

export interface Rotated {
  /** How many keys there are now: links of all of them stay good. */
  keys: number;
  /** How many were taken away: their links are dead. */
  dropped: number;
}

/**
 * Puts a new random key in front of those that sign the links in messages, and keeps the others, so that no link dies.
 * Functions take it up within five minutes, each in its own time: a page that does not know a key looks for it.
 * @throws Trouble when there is no more room and the oldest is not to be dropped
 */
export async function rotateLinks(
  { stack, clients }: { stack: Stack; clients: Pick<Clients, "secrets"> },
  { dropOldest = false }: { dropOldest?: boolean } = {},
): Promise<Rotated> {
  const SecretId = secretOf(stack);
  const { SecretString = "" } = await clients.secrets.send(new GetSecretValueCommand({ SecretId }));
  const known = keysIn(SecretString);
  if (known.length === 0) {
    throw new Trouble(
      `the secret ${SecretId} has no key in it; put back the value that it had (its version AWSPREVIOUS)`,
    );
  }
  if (known.length >= MOST_KEYS && !dropOldest) {
    throw new Trouble(
      `there are ${known.length} keys, and ${MOST_KEYS} are the most; with --drop-oldest the oldest makes room: whoever still has a message signed with it can no longer unsubscribe by its link`,
    );
  }
  const keys = [randomBytes(KEY_BYTES).toString("base64url"), ...known].slice(0, MOST_KEYS);
  await clients.secrets.send(new PutSecretValueCommand({ SecretId, SecretString: keys.join("\n") }));
  return { keys: keys.length, dropped: known.length + 1 - keys.length };
}

function secretOf({ name, outputs }: Stack): string {
  const { LinkSecretArn: arn = "" }: Readonly<Record<string, string | undefined>> = outputs;
  if (arn !== "") return arn;
  throw new Trouble(
    `stack ${name} has no output LinkSecretArn: it was deployed before links had several keys; deploy it again, and then run this`,
  );
}
