import { RemovalPolicy } from "aws-cdk-lib";
import { AttributeType, BillingMode, StreamViewType, Table, TableEncryption } from "aws-cdk-lib/aws-dynamodb";
import { Construct } from "constructs";

/** How both tables are kept. A shop cannot get lost data back from anybody: neither a deploy nor a slip deletes a table. */
const KEPT = {
  billingMode: BillingMode.PAY_PER_REQUEST,
  // Encrypted at rest with a key of DynamoDB's own: one of the customer's costs a call for each cold partition, and protects
  // against nobody who has the account's permissions.
  encryption: TableEncryption.DEFAULT,
  pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
  removalPolicy: RemovalPolicy.RETAIN,
  deletionProtection: true,
} as const;

export class Tables extends Construct {
  /** The public door: shops put events, and never change them. */
  readonly events: Table;
  /** Everything that Regulars knows. */
  readonly state: Table;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.events = new Table(this, "Events", {
      ...KEPT,
      partitionKey: { name: "customerId", type: AttributeType.STRING },
      sortKey: { name: "eventId", type: AttributeType.STRING },
      stream: StreamViewType.NEW_IMAGE,
    });
    this.state = new Table(this, "State", {
      ...KEPT,
      partitionKey: { name: "pk", type: AttributeType.STRING },
      sortKey: { name: "sk", type: AttributeType.STRING },
      timeToLiveAttribute: "expires",
      // Figures are counted from what changed.
      stream: StreamViewType.NEW_AND_OLD_IMAGES,
    });
  }
}

/** The table's stream; both have one. */
export function streamOf({ tableStreamArn, node }: Table): string {
  if (tableStreamArn === undefined) throw new Error(`${node.path} has no stream`);
  return tableStreamArn;
}
