import type { EventDestination, EventType } from "@aws-sdk/client-sesv2";
import type { Facts } from "../facts.ts";
import { about, type Known } from "../looked.ts";
import { type Answer, bad, ok, type Rule } from "../rule.ts";
import { GMAIL, ses } from "./sources.ts";

/** What journeys live on. */
const EVENTS: readonly EventType[] = [
  "SEND",
  "DELIVERY",
  "OPEN",
  "CLICK",
  "BOUNCE",
  "COMPLAINT",
  "REJECT",
  "RENDERING_FAILURE",
];

/** Somebody changed by hand what a deployment had made. */
const DEPLOY = "deploy the stack again, or set it back in SES";

export const SET: readonly Rule[] = [
  {
    name: "sending of the set",
    group: "Configuration set",
    why: "messages of a set that is off, or not there, are refused",
    source: ses("monitoring-sender-reputation-pausing"),
    check: ({ set }) =>
      about(set, (found) => {
        if (found === undefined) return bad("error", "the stack's set is not there any more", DEPLOY);
        const { SendingOptions, ConfigurationSetName: name = "" } = found;
        if (SendingOptions?.SendingEnabled !== false) return ok(`${name} sends`);
        const fix = `aws sesv2 put-configuration-set-sending-options --configuration-set-name ${name} --sending-enabled`;
        return bad("error", `sending of ${name} is off`, fix);
      }),
  },
  {
    name: "TLS",
    group: "Configuration set",
    why: "Gmail asks for it on the way",
    source: GMAIL,
    check: ({ set }) =>
      ofSet(set, ({ DeliveryOptions }) =>
        DeliveryOptions?.TlsPolicy === "REQUIRE"
          ? ok("messages travel by TLS, or not at all")
          : bad("warning", "messages may travel unencrypted", DEPLOY),
      ),
  },
  {
    name: "reputation metrics",
    group: "Configuration set",
    why: "alarms watch bounces and complaints by them",
    source: ses("monitor-sender-reputation"),
    check: ({ set }) =>
      ofSet(set, ({ ReputationOptions }) =>
        ReputationOptions?.ReputationMetricsEnabled === true
          ? ok("they are kept")
          : bad("warning", "they are not kept: alarms stay silent", DEPLOY),
      ),
  },
  {
    name: "suppression list of the set",
    group: "Configuration set",
    why: "an address that bounced or complained must not be tried again",
    source: ses("sending-email-suppression-list-config-level"),
    check: ({ set }) =>
      ofSet(set, ({ SuppressionOptions: { SuppressedReasons: reasons = [] } = {} }) =>
        reasons.includes("BOUNCE") && reasons.includes("COMPLAINT")
          ? ok("it takes bounces and complaints")
          : bad("warning", `it takes ${reasons.map((one) => `${one.toLowerCase()}s`).join(", ") || "nothing"}`, DEPLOY),
      ),
  },
  {
    name: "tracking domain of the set",
    group: "Configuration set",
    why: "links lead over the name that SES has, not over the one in deploy.json",
    source: ses("configure-custom-open-click-domains"),
    check: ({ set, stage }) =>
      ofSet(set, ({ TrackingOptions: { CustomRedirectDomain: used } = {} }) => {
        if (stage === undefined || used === stage.trackingDomain)
          return used === undefined ? undefined : ok(`links lead over ${used}`);
        const wanted = `deploy.json names ${stage.trackingDomain ?? "none"}`;
        return bad("warning", `links lead over ${used ?? "a host name of SES's"}; ${wanted}`, "deploy the stack again");
      }),
  },
  {
    name: "events of the set",
    group: "Configuration set",
    why: "without them nobody learns of bounces, complaints and clicks",
    source: ses("monitor-using-event-publishing"),
    check: ({ destinations }) => about(destinations, (found) => found && events(found)),
  },
];

/** That the set is not there is told once. */
function ofSet(
  looked: Facts["set"],
  judge: (set: NonNullable<Known<Facts["set"]>>) => Answer | undefined,
): Answer | undefined {
  return about(looked, (set) => (set === undefined ? undefined : judge(set)));
}

function events(destinations: readonly EventDestination[]): Answer {
  const told = destinations
    .filter(({ Enabled, EventBridgeDestination }) => Enabled === true && EventBridgeDestination !== undefined)
    .flatMap(({ MatchingEventTypes = [] }) => MatchingEventTypes);
  const missing = EVENTS.filter((type) => !told.includes(type));
  if (missing.length === 0) return ok(`all ${EVENTS.length} kinds go to EventBridge`);
  if (missing.length === EVENTS.length) return bad("error", "none go to EventBridge", DEPLOY);
  return bad("error", `${missing.join(", ")} do not go to EventBridge`, DEPLOY);
}
