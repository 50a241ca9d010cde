import { createCatalog } from "../../../lib/aws/catalog.ts";
import { keys } from "../../../lib/journey/keys.ts";
import type { Scope } from "../../../lib/operate/check/gather.ts";
import { known } from "../../../lib/operate/check/looked.ts";
import { givenDoubles } from "../../support/doubles.ts";
import { givenShop } from "../../support/shop.ts";
import { awsError, fakeClient } from "../fake-client.ts";
import { givenCatalog } from "../given-catalog.ts";
import { givenStack, OUTPUTS } from "../given-stack.ts";
import { givenDns, givenFacts } from "./given.ts";

const NOW = Date.parse("2026-11-22T12:00:00Z");

/** SES with one identity, which is what the other facts say it is. */
export function givenSes() {
  const { account, identities, set, destinations } = givenFacts();
  const value = (looked: unknown) => (looked as { value: unknown }).value;
  const [{ name, ...identity }] = value(identities) as [{ name: string }];
  return fakeClient({
    GetAccountCommand: () => value(account),
    GetEmailIdentityCommand: (input) => {
      if ((input as unknown as { EmailIdentity: string }).EmailIdentity !== name) throw awsError("NotFoundException");
      return identity;
    },
    GetConfigurationSetCommand: () => value(set),
    GetConfigurationSetEventDestinationsCommand: () => ({ EventDestinations: value(destinations) }),
  });
}

/** A deployed stack with figures of eight days, of which the first is too long ago. */
export async function givenStacked() {
  const { deps } = givenDoubles();
  await givenCatalog(deps.table, ["win-back v1", "old v1"], { "win-back": "v1" });
  const count = (campaign: string, day: string, add: Record<string, number>) =>
    deps.table.write({ update: keys.figures(campaign, day), add });
  await count("win-back", "2026-11-15", { "a|sent": 5_000, "a|delivered": 5_000, "a|complained": 500 });
  await count("win-back", "2026-11-16", { "|enrolled": 9_000, "a|sent": 6_000, "a|delivered": 5_940, "a|bounced": 60 });
  await count("win-back", "2026-11-22", { "b|sent": 1_000, "b|delivered": 1_000, "b|complained": 14 });
  await count("old", "2026-11-20", { "c|sent": 3_000, "c|delivered": 3_000, "c|complained": 2 });
  const stack = givenStack({ outputs: { ...OUTPUTS, ConfigurationSet: "RegularsProd-Set" } as typeof OUTPUTS });
  return { stack, table: deps.table, catalog: createCatalog(deps) };
}

/** All that one run of the command asks, for a shop that has something of everything. */
export async function givenScope(): Promise<Scope> {
  return {
    shop: givenShop(),
    files: givenFacts().files,
    region: "eu-central-1",
    stage: { trackingDomain: "go.bluecup.example" },
    dns: givenDns({
      "_dmarc.bluecup.example": { txt: ["v=DMARC1; p=none; rua=mailto:dmarc@bluecup.example"] },
      "bluecup.example": { mx: ["mx.bluecup.example"] },
      "bounce.bluecup.example": { txt: ["v=spf1 include:amazonses.com ~all"] },
    }),
    ses: givenSes(),
    stacked: known(await givenStacked()),
    now: NOW,
  };
}
