import { Stack } from "aws-cdk-lib";
import { EventBus } from "aws-cdk-lib/aws-events";
import type { IRole } from "aws-cdk-lib/aws-iam";
import {
  ConfigurationSet,
  ConfigurationSetEventDestination,
  ConfigurationSetTlsPolicy,
  EmailSendingEvent,
  EventDestination,
  HttpsPolicy,
  SuppressionReasons,
} from "aws-cdk-lib/aws-ses";
import { Construct } from "constructs";
import type { Shop } from "../../campaign/shop.ts";
import { allow } from "../functions/access.ts";

/** How messages go out, and how what becomes of them comes back: by events on the account's default bus. */
export class Sending extends Construct {
  /** Name of the configuration set; every message of the stage is sent with it. */
  readonly configurationSet: string;

  constructor(scope: Construct, id: string, { trackingDomain }: { trackingDomain?: string | undefined }) {
    super(scope, id);
    const set = new ConfigurationSet(this, "ConfigurationSet", {
      tlsPolicy: ConfigurationSetTlsPolicy.REQUIRE,
      reputationMetrics: true,
      // SES's own list, beside ours: an address that bounced once is not tried again, whoever sends.
      suppressionReasons: SuppressionReasons.BOUNCES_AND_COMPLAINTS,
      ...(trackingDomain === undefined
        ? {}
        : { customTrackingRedirectDomain: trackingDomain, customTrackingHttpsPolicy: HttpsPolicy.OPTIONAL }),
    });
    this.configurationSet = set.configurationSetName;
    new ConfigurationSetEventDestination(this, "Events", {
      configurationSet: set,
      destination: EventDestination.eventBus(EventBus.fromEventBusName(this, "DefaultBus", "default")),
      events: [
        EmailSendingEvent.SEND,
        EmailSendingEvent.DELIVERY,
        EmailSendingEvent.OPEN,
        EmailSendingEvent.CLICK,
        EmailSendingEvent.BOUNCE,
        EmailSendingEvent.COMPLAINT,
        EmailSendingEvent.REJECT,
        EmailSendingEvent.RENDERING_FAILURE,
      ],
    });
  }

  /** Lets a role send as the shop, with this configuration set, and as nobody else. */
  allowMail(role: IRole, { from }: Shop): void {
    const { partition, region, account } = Stack.of(this);
    const ses = `arn:${partition}:ses:${region}:${account}`;
    const identities = identitiesOf(from).map((identity) => `${ses}:identity/${identity}`);
    allow(role, ["ses:SendEmail"], [...identities, `${ses}:configuration-set/${this.configurationSet}`], {
      StringEquals: { "ses:FromAddress": from },
    });
  }
}

/** The identities that may be verified for an address: itself, its domain, or a domain above. SES takes the closest. */
function identitiesOf(address: string): string[] {
  const domain = address.slice(address.lastIndexOf("@") + 1).toLowerCase();
  const labels = domain.split(".");
  return [address, ...labels.slice(0, -1).map((_, index) => labels.slice(index).join("."))];
}
