import { RemovalPolicy } from "aws-cdk-lib";
import { Secret } from "aws-cdk-lib/aws-secretsmanager";
import { Construct } from "constructs";
import { acknowledge } from "../acknowledge.ts";

/** A change to what is generated makes CloudFormation generate it anew: never touch these properties. */
const GENERATED = { excludePunctuation: true, passwordLength: 64 } as const;

export class Secrets extends Construct {
  /** Signs the links in messages: a list of keys. Kept for ever: without it every link that ever went out is dead. */
  readonly links: Secret;
  /** The key of the hashes of addresses. Never changed: with another one every suppression would be forgotten. */
  readonly addresses: Secret;
  /** `{ "key": … }`, which whoever posts events must know; operators add the keys of webhooks. */
  readonly door: Secret;
  /** `{ "key": … }`, which signs calls to systems of the shop; operators add `slack`, where alerts go too. */
  readonly outgoing: Secret;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.links = new Secret(this, "Links", {
      description: "Signs the links in messages of Regulars",
      generateSecretString: GENERATED,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    this.addresses = new Secret(this, "Addresses", {
      description: "The key under which Regulars hashes addresses: never change it",
      generateSecretString: GENERATED,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    this.door = new Secret(this, "Door", {
      description: "What callers of the HTTPS door of Regulars must know",
      generateSecretString: { ...GENERATED, secretStringTemplate: "{}", generateStringKey: "key" },
      removalPolicy: RemovalPolicy.RETAIN,
    });
    this.outgoing = new Secret(this, "Outgoing", {
      description: "What Regulars signs its calls to systems of the shop with",
      generateSecretString: { ...GENERATED, secretStringTemplate: "{}", generateStringKey: "key" },
      removalPolicy: RemovalPolicy.RETAIN,
    });
    acknowledge(this.links, {
      "AwsSolutions-SMG4":
        "Messages that went out carry signatures made with this key; one that takes its place would take the way to unsubscribe from their readers. The command rotate-links puts a new one in front and keeps it.",
    });
    acknowledge(this.addresses, {
      "AwsSolutions-SMG4":
        "Who must never be mailed is known by hashes under this key alone: a new one would forget every suppression and every no.",
    });
    acknowledge(this.door, {
      "AwsSolutions-SMG4":
        "Shops and shop systems hold the other copy of these keys: a rotation that does not tell them would shut the door; docs/security.md says how to change them together.",
    });
    acknowledge(this.outgoing, {
      "AwsSolutions-SMG4":
        "Systems of the shop hold the other copy of this key: a rotation that does not tell them would have every call refused; docs/webhooks.md says how to change them one after the other.",
    });
  }
}
