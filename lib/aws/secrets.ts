import { GetSecretValueCommand, type SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { secretsClient } from "./clients.ts";

/** Milliseconds: a secret that is changed is taken up after this at the latest. */
const KEPT = 5 * 60_000;

/** Answers the text of a secret, as it was at most so many milliseconds ago. */
export type Secrets = (arn: string, oldest?: number) => Promise<string>;

export function createSecrets({ client, now }: { client: Pick<SecretsManagerClient, "send">; now(): number }): Secrets {
  const known = new Map<string, { text: string; at: number }>();
  return async (arn, oldest = KEPT) => {
    const found = known.get(arn);
    if (found !== undefined && now() < found.at + oldest) return found.text;
    const { SecretString: text } = await client.send(new GetSecretValueCommand({ SecretId: arn }));
    if (text === undefined || text === "")
      throw new Error(`the secret ${arn} has no text; put one in, as the stack does`);
    known.set(arn, { text, at: now() });
    return text;
  };
}

let opened: Secrets | undefined;

/** The secrets of the account, kept between invocations. */
export function openSecrets(): Secrets {
  opened ??= createSecrets({ client: secretsClient(), now: Date.now });
  return opened;
}
