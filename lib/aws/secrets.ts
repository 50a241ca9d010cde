import { GetSecretValueCommand, type SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { secretsClient } from "./clients.ts";

/** Milliseconds: a secret that is changed is taken up after this at the latest. */
const KEPT = 5 * 60_000;

/** Answers the text of a secret. */
export type Secrets = (arn: string) => Promise<string>;

export function createSecrets({ client, now }: { client: Pick<SecretsManagerClient, "send">; now(): number }): Secrets {
  const known = new Map<string, { text: string; until: number }>();
  return async (arn) => {
    const found = known.get(arn);
    if (found !== undefined && now() < found.until) return found.text;
    const { SecretString: text } = await client.send(new GetSecretValueCommand({ SecretId: arn }));
    if (text === undefined || text === "")
      throw new Error(`the secret ${arn} has no text; put one in, as the stack does`);
    known.set(arn, { text, until: now() + KEPT });
    return text;
  };
}

let opened: Secrets | undefined;

/** The secrets of the account, kept between invocations. */
export function openSecrets(): Secrets {
  opened ??= createSecrets({ client: secretsClient(), now: Date.now });
  return opened;
}
