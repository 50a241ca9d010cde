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
import { asciiDomain } from "../../campaign/parts/address.ts";
import type { Shop } from "../../campaign/shop.ts";
import { acknowledgePattern } from "../acknowledge.ts";
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

  /**
   * Lets a role send as the shop, with this configuration set, and as nobody else. The condition says as whom: SES asks for
   * permission on a receiver's identity as well where the account has one, as it must in the sandbox
   * (https://github.com/aws/aws-sdk-js/issues/3641). It compares the address without the name beside it, which has a key of its
   * own, letter by letter with the From that the message is written with: its domain in ASCII
   * (https://docs.aws.amazon.com/ses/latest/dg/sending-authorization-policy-examples.html).
   */
  allowMail(role: IRole, { from }: Shop): void {
    const { partition, region, account } = Stack.of(this);
    const ses = `arn:${partition}:ses:${region}:${account}`;
    const identities = `${ses}:identity/*`;
    // SendEmail with a message that is written already asks for the permission of what it was called before
    // (https://github.com/anymail/django-anymail/issues/384).
    const actions = ["ses:SendEmail", "ses:SendRawEmail"];
    allow(role, actions, [identities, `${ses}:configuration-set/${this.configurationSet}`], {
      StringEquals: { "ses:FromAddress": from.replace(/[^@]+$/, (domain) => asciiDomain(domain) ?? domain) },
    });
    acknowledgePattern(
      role,
      identities,
      "Receivers may have identities of their own, and the shop's may be its address, its domain or one above; messages go out from the shop's address alone.",
    );
  }
}
