import { Validations } from "aws-cdk-lib";
import { Queue } from "aws-cdk-lib/aws-sqs";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { addChecks } from "../../lib/infra/app.ts";
import { newApp, newStack, stageConfig } from "./given.ts";

/** What the CDK asks of an app before it lets it be deployed: its own rules, and the packs of cdk-nag. */
function check(change: (stack: ReturnType<typeof newStack>) => void = () => {}): void {
  const app = newApp();
  addChecks(app);
  const domain = { name: "mail.bluecup.example", certificate: "arn:aws:acm:eu-central-1:123456789012:certificate/1" };
  // With everything that a stage can say.
  const config = stageConfig({
    account: "123456789012",
    alarmEmail: "ops@bluecup.example",
    trackingDomain: "go.bluecup.example",
    domain,
    eventWriters: ["arn:aws:iam::123456789012:role/shop-backend"],
  });
  change(newStack({ config }, app));
  app.synth();
}

describe("cdk-nag's AwsSolutions and Serverless packs, and the CDK's own rules", () => {
  const before = process.env.CDK_VALIDATION;
  beforeAll(() => {
    process.env.CDK_VALIDATION = "true";
    vi.spyOn(console, "error").mockImplementation(() => {});
    vi.spyOn(console, "log").mockImplementation(() => {});
    vi.spyOn(process.stderr, "write").mockImplementation(() => true);
  });
  afterAll(() => {
    process.env.CDK_VALIDATION = before;
    vi.restoreAllMocks();
  });

  test("find nothing that is not acknowledged with its reason", () => {
    expect(() => check()).not.toThrow();
  });

  test("stop a deployment with something that is not", () => {
    // No dead letters, and no TLS asked for.
    expect(() => check((stack) => new Queue(stack, "Careless"))).toThrow(
      /RegularsProd\/Careless\/Resource[\s\S]*AwsSolutions-SQS4/,
    );
  });

  test("are acknowledged where it is meant, and nowhere for the whole stack", () => {
    check((stack) => {
      const acknowledged = (scope: typeof stack) =>
        scope.node.metadata.filter(({ type }) => type === Validations.ACKNOWLEDGED_RULES_METADATA_KEY);
      expect(acknowledged(stack)).toEqual([]);
      const reasons = stack.node
        .findAll()
        .flatMap((scope) => acknowledged(scope as typeof stack))
        .flatMap(({ data }) => Object.values(data as Record<string, string>));
      expect(reasons.length).toBeGreaterThan(10);
      expect(reasons.filter((reason) => reason.length < 40 || !reason.endsWith("."))).toEqual([]);
    });
  });
});
