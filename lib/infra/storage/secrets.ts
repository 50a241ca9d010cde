import { RemovalPolicy } from "aws-cdk-lib";
import { Secret } from "aws-cdk-lib/aws-secretsmanager";
import { Construct } from "constructs";
import { acknowledge } from "../acknowledge.ts";

/** A change to what is generated makes CloudFormation generate it anew: never touch these properties. */
const GENERATED = { excludePunctuation: true, passwordLength: 64 } as const;

export class Secrets extends Construct {
  /** Signs the links in messages. Kept for ever: without it every link that ever went out is dead. */
  readonly links: Secret;
  /** `{ "key": … }`, which whoever posts events must know; operators add the keys of webhooks. */
  readonly door: Secret;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.links = new Secret(this, "Links", {
      description: "Signs the links in messages of Regulars",
      generateSecretString: GENERATED,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    this.door = new Secret(this, "Door", {
      description: "What callers of the HTTPS door of Regulars must know",
      generateSecretString: { ...GENERATED, secretStringTemplate: "{}", generateStringKey: "key" },
      removalPolicy: RemovalPolicy.RETAIN,
    });
    acknowledge(this.links, {
      "AwsSolutions-SMG4":
        "Messages that went out carry signatures made with this key; a new one would take the way to unsubscribe from their readers.",
    });
    acknowledge(this.door, {
      "AwsSolutions-SMG4":
        "Shops and shop systems hold the other copy of these keys: a rotation that does not tell them would shut the door; docs/security.md says how to change them together.",
    });
  }
}
