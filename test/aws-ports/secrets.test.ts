import { SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { expect, it } from "vitest";
import { createSecrets } from "../../lib/aws/secrets.ts";
import { fakeAws } from "./support/aws.ts";

it("reads a secret again after five minutes, not before", async () => {
  let now = 0;
  let text = "first";
  const aws = fakeAws(() => ({ SecretString: text }));
  const secrets = createSecrets({ client: new SecretsManagerClient(aws.settings), now: () => now });
  expect(await secrets("arn:one")).toBe("first");
  text = "second";
  now = 5 * 60_000 - 1;
  expect(await secrets("arn:one")).toBe("first");
  expect(aws.calls).toEqual([{ operation: "GetSecretValue", body: { SecretId: "arn:one" } }]);
  now += 1;
  expect(await secrets("arn:one")).toBe("second");
  expect(await secrets("arn:two")).toBe("second");
  expect(aws.calls).toHaveLength(3);
});

it("says which secret has no text", async () => {
  const aws = fakeAws(() => ({ SecretString: "" }));
  const secrets = createSecrets({ client: new SecretsManagerClient(aws.settings), now: () => 0 });
  await expect(secrets("arn:one")).rejects.toThrow("the secret arn:one has no text");
});

it("reads it sooner for whoever must not have it that old", async () => {
  let now = 0;
  let text = "first";
  const aws = fakeAws(() => ({ SecretString: text }));
  const secrets = createSecrets({ client: new SecretsManagerClient(aws.settings), now: () => now });
  await secrets("arn:one");
  text = "second";
  now = 9_999;
  expect(await secrets("arn:one", 10_000)).toBe("first");
  now = 10_000;
  expect(await secrets("arn:one", 10_000)).toBe("second");
  // Whoever asks later has the newer one, too.
  expect(await secrets("arn:one")).toBe("second");
  expect(aws.calls).toHaveLength(2);
});
