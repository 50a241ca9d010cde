import type { Dns } from "../../../lib/operate/check/domain/dns.ts";
import type { Facts } from "../../../lib/operate/check/facts.ts";
import { known, Unreachable } from "../../../lib/operate/check/looked.ts";
import { givenShop } from "../../support/shop.ts";

type Zone = Record<string, Partial<Record<keyof Dns, string[]>>>;

/** A DNS of these names, below a top-level domain that is there. A name without records is one that does not exist. */
export function givenDns(zone: Zone, asked: string[] = []): Dns {
  const names: Zone = { example: { ns: ["a.nic.example"] }, ...zone };
  const answer = (type: keyof Dns) => async (name: string) => {
    asked.push(`${type} ${name}`);
    return names[name]?.[type] ?? [];
  };
  return { txt: answer("txt"), mx: answer("mx"), cname: answer("cname"), ns: answer("ns") };
}

/** A name server that never answers. */
export const SILENT: Dns = { txt: silence, mx: silence, cname: silence, ns: silence };

async function silence(name: string): Promise<never> {
  throw new Unreachable(`the DNS did not say which records ${name} has (ETIMEOUT)`);
}

const metadata = { $metadata: {} };

/** A shop whose mail will be delivered. */
export function givenFacts(changes: Partial<Facts> = {}): Facts {
  return {
    shop: givenShop(),
    files: {
      campaigns: 3,
      templates: [{ name: "we-miss-you", kind: "marketing", htmlBytes: 10_400, text: "own" }],
      faults: [],
    },
    domain: "bluecup.example",
    region: "eu-central-1",
    today: "2026-11-22",
    stage: { trackingDomain: "go.bluecup.example" },
    dns: {
      policy: known({
        asked: ["bluecup.example", "example"],
        useless: [],
        organization: "bluecup.example",
        inForce: {
          at: "bluecup.example",
          record: {
            p: "quarantine",
            adkim: "relaxed",
            aspf: "relaxed",
            rua: ["mailto:dmarc@bluecup.example"],
            psd: "u",
          },
        },
      }),
      replies: [{ address: "hello@bluecup.example", servers: known(["mx.bluecup.example"]) }],
      tracking: { name: "go.bluecup.example", leadsTo: known(["r.eu-central-1.awstrack.me"]) },
    },
    account: known({
      ...metadata,
      ProductionAccessEnabled: true,
      SendingEnabled: true,
      EnforcementStatus: "HEALTHY",
      SendQuota: { Max24HourSend: 50_000, MaxSendRate: 14, SentLast24Hours: 1_200 },
      SuppressionAttributes: { SuppressedReasons: ["BOUNCE", "COMPLAINT"] },
    }),
    identities: known([
      {
        name: "bluecup.example",
        IdentityType: "DOMAIN",
        VerifiedForSendingStatus: true,
        VerificationStatus: "SUCCESS",
        DkimAttributes: { SigningEnabled: true, Status: "SUCCESS" },
        MailFromAttributes: {
          MailFromDomain: "bounce.bluecup.example",
          MailFromDomainStatus: "SUCCESS",
          BehaviorOnMxFailure: "USE_DEFAULT_VALUE",
        },
      },
    ]),
    mailFromSpf: known(["v=spf1 include:amazonses.com ~all"]),
    set: known({
      ...metadata,
      ConfigurationSetName: "RegularsProd-Set",
      TrackingOptions: { CustomRedirectDomain: "go.bluecup.example" },
      DeliveryOptions: { TlsPolicy: "REQUIRE" },
      ReputationOptions: { ReputationMetricsEnabled: true },
      SendingOptions: { SendingEnabled: true },
      SuppressionOptions: { SuppressedReasons: ["BOUNCE", "COMPLAINT"] },
    }),
    destinations: known([
      {
        Name: "Events",
        Enabled: true,
        MatchingEventTypes: ["SEND", "DELIVERY", "OPEN", "CLICK", "BOUNCE", "COMPLAINT", "REJECT", "RENDERING_FAILURE"],
        EventBridgeDestination: { EventBusArn: "arn:aws:events:eu-central-1:123456789012:event-bus/default" },
      },
    ]),
    counted: known({ days: 7, sent: 10_000, delivered: 9_900, bounced: 60, complained: 4 }),
    pause: known({}),
    ...changes,
  };
}
