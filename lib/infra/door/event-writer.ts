import type { Table } from "aws-cdk-lib/aws-dynamodb";
import { AccountRootPrincipal, ArnPrincipal, CompositePrincipal, Role } from "aws-cdk-lib/aws-iam";
import { Construct } from "constructs";
import { allow } from "../functions/access.ts";

/** The role for the shop's backend: it may put events, and cannot read a single one. */
export class EventWriter extends Construct {
  readonly roleArn: string;

  constructor(scope: Construct, id: string, { events, writers }: { events: Table; writers?: string[] | undefined }) {
    super(scope, id);
    const principals = (writers ?? []).map((arn) => new ArnPrincipal(arn));
    const role = new Role(this, "Role", {
      description: "Puts events into the Events table of Regulars, and does nothing else",
      assumedBy: principals.length === 0 ? new AccountRootPrincipal() : new CompositePrincipal(...principals),
    });
    allow(role, ["dynamodb:PutItem"], [events.tableArn]);
    this.roleArn = role.roleArn;
  }
}
