import { describe, expect, test } from "vitest";
import type { SendMessage } from "../../lib/compiler/compiled.ts";
import { composeMime } from "../../lib/email/mime/compose.ts";
import type { SendDeps } from "../../lib/journey/ports.ts";
import { compose } from "../../lib/journey/send/mail.ts";
import { one, resources, SHOP, stageConfig, synth } from "./given.ts";
import { permissionsOf, plain, roleIdOf } from "./statements.ts";

const LINKS = { unsubscribe: () => "https://mail.bluecup.example/u/x", hidden: () => "https://mail.bluecup.example/h" };
const MESSAGE = {
  customer: "ann",
  enrollment: "e",
  step: "hello",
  campaign: "c",
  template: "hello",
  rules: {},
} as SendMessage;
const template = synth();

describe("messages", () => {
  const { Properties } = one(template, "AWS::SES::ConfigurationSet", "Sending");

  test("go out encrypted or not at all, and not to addresses that refused one", () => {
    expect(Properties).toMatchObject({
      DeliveryOptions: { TlsPolicy: "REQUIRE" },
      ReputationOptions: { ReputationMetricsEnabled: true },
      SuppressionOptions: { SuppressedReasons: ["BOUNCE", "COMPLAINT"] },
    });
    expect(Properties.TrackingOptions).toBeUndefined();
  });

  test("count clicks under the shop's own name where it has one", () => {
    const own = synth({ config: stageConfig({ trackingDomain: "go.bluecup.example" }) });
    expect(one(own, "AWS::SES::ConfigurationSet", "Sending").Properties.TrackingOptions).toMatchObject({
      CustomRedirectDomain: "go.bluecup.example",
    });
  });

  test("may be sent as the shop alone, letter by letter as their From is written", () => {
    const from = "hello@Bücher.example";
    const deps = { shop: { ...SHOP, from }, links: LINKS } as unknown as SendDeps;
    const written = compose(deps, MESSAGE, "ann@mail.example", { subject: "Hello", html: "", text: "", locale: "en" });
    const [header] = composeMime(written).split("\r\n");
    expect(header).toBe("From: Blue Cup Coffee <hello@xn--bcher-kva.example>");

    const idn = synth({ shop: { ...SHOP, from } });
    const mayMail = permissionsOf(idn, roleIdOf(idn, "FunctionsSend")).filter((line) => line.startsWith("ses:"));
    expect(mayMail).toHaveLength(4);
    for (const line of mayMail) expect(line).toContain(`{"StringEquals":{"ses:FromAddress":"${written.from}"}}`);
  });

  test("tell what becomes of them to the account's default bus: SES knows no other", () => {
    const { EventDestination } = one(template, "AWS::SES::ConfigurationSetEventDestination", "Sending").Properties;
    expect(EventDestination.MatchingEventTypes).toEqual([
      "send",
      "delivery",
      "open",
      "click",
      "bounce",
      "complaint",
      "reject",
      "renderingFailure",
    ]);
    expect(String(plain(EventDestination.EventBridgeDestination.EventBusArn))).toMatch(/:event-bus\/default$/);
  });
});

describe("rules", () => {
  const rule = (name: string) => one(template, "AWS::Events::Rule", `Feedback${name}`).Properties;

  test("engage hears of this stage's messages, and of no others of the account", () => {
    expect(plain(rule("Engagement").EventPattern)).toEqual({
      source: ["aws.ses"],
      detail: { mail: { tags: { "ses:configuration-set": ["SendingConfigurationSet"] } } },
    });
    expect(plain(rule("Engagement").Targets[0].Arn)).toBe("FunctionsEngage");
  });

  test("clicks go into a queue as well, for a second look, without the address that the message went to", () => {
    const { EventPattern, Targets } = rule("Clicks");
    expect(plain(EventPattern)).toEqual({
      source: ["aws.ses"],
      detail: { eventType: ["Click"], mail: { tags: { "ses:configuration-set": ["SendingConfigurationSet"] } } },
    });
    expect(plain(Targets[0].Arn)).toBe("QueuesSettle");
    const { InputPathsMap, InputTemplate } = Targets[0].InputTransformer;
    expect(Object.values(InputPathsMap).sort()).toEqual([
      "$.detail-type",
      "$.detail.click",
      "$.detail.eventType",
      "$.detail.mail.tags",
      "$.source",
      "$.time",
    ]);
    // Without quotes, so that EventBridge writes what stands there as JSON.
    const words = InputTemplate.replace(/<[^>]+>/g, "null");
    expect(JSON.parse(words)).toEqual({
      look: "settled",
      source: null,
      "detail-type": null,
      time: null,
      detail: { eventType: null, mail: { tags: null }, click: null },
    });
  });

  test("finish hears of every end of this stage's journeys", () => {
    expect(plain(rule("Ends").EventPattern)).toEqual({
      source: ["aws.states"],
      "detail-type": ["Step Functions Execution Status Change"],
      detail: {
        status: ["SUCCEEDED", "FAILED", "TIMED_OUT", "ABORTED"],
        stateMachineArn: [{ prefix: "arn:aws:states:eu-central-1:<AWS::AccountId>:stateMachine:RegularsProd" }],
      },
    });
    expect(plain(rule("Ends").Targets[0].Arn)).toBe("FunctionsFinish");
  });

  test("set aside what they cannot deliver, and may", () => {
    for (const { Properties } of Object.values(resources(template, "AWS::Events::Rule"))) {
      expect(plain(Properties.Targets[0].DeadLetterConfig)).toEqual({ Arn: "QueuesCallDeadLetters" });
      expect(Properties.Targets[0].RetryPolicy).toEqual({
        MaximumEventAgeInSeconds: 21_600,
        MaximumRetryAttempts: 185,
      });
    }
    const { PolicyDocument } = one(template, "AWS::SQS::QueuePolicy", "QueuesCallDeadLetters").Properties;
    const services = PolicyDocument.Statement.map(
      ({ Principal }: { Principal: { Service?: string } }) => Principal.Service,
    );
    expect(services.filter((service: string) => service === "events.amazonaws.com")).toHaveLength(3);
  });
});

describe("the queue in which clicks settle", () => {
  const { Properties } = one(template, "AWS::SQS::Queue", "QueuesSettle");

  test("hands them over ten seconds later, and sets aside what fails for hours", () => {
    expect(Properties.DelaySeconds).toBe(10);
    expect(plain(Properties.RedrivePolicy.deadLetterTargetArn)).toBe("QueuesCallDeadLetters");
    expect(Properties.RedrivePolicy.maxReceiveCount).toBe(30);
  });

  test("hides a batch for as long as AWS asks for, and takes nothing from anybody but its rule", () => {
    const { Timeout } = one(template, "AWS::Lambda::Function", "FunctionsEngage").Properties;
    expect(Properties.VisibilityTimeout).toBe(6 * Timeout);
    const { PolicyDocument } = one(template, "AWS::SQS::QueuePolicy", "QueuesSettle").Properties;
    expect(PolicyDocument.Statement.filter(({ Effect }: { Effect: string }) => Effect === "Allow").map(plain)).toEqual([
      expect.objectContaining({
        Principal: { Service: "events.amazonaws.com" },
        Condition: { ArnEquals: { "aws:SourceArn": expect.stringContaining("FeedbackClicks") } },
      }),
    ]);
  });
});
