import { createHash } from "node:crypto";
import { CustomResource, Duration } from "aws-cdk-lib";
import type { CfnFunction, Function as LambdaFunction } from "aws-cdk-lib/aws-lambda";
import { Construct } from "constructs";
import type { Template } from "../../email/template.ts";
import { FUNCTIONS } from "../functions/settings.ts";
import type { Machines } from "./machines.ts";

export interface PublicationProps {
  machines: Machines;
  templates: readonly Template[];
  publish: LambdaFunction;
  enroll: LambdaFunction;
}

/**
 * Makes machines and templates known, by a call of `publish` in the middle of the deployment: after the machines are there,
 * and before `enroll` learns of new versions, so that it never starts what nobody can find. A deployment that fails is rolled
 * back through the same call with what was there before; versions that were published stay findable all the same.
 */
export class Publication extends Construct {
  constructor(scope: Construct, id: string, { machines, templates, publish, enroll }: PublicationProps) {
    super(scope, id);
    const call = new CustomResource(this, "Call", {
      resourceType: "Custom::RegularsPublication",
      serviceToken: publish.functionArn,
      // CloudFormation would wait an hour for a function that cannot answer.
      serviceTimeout: Duration.seconds(2 * FUNCTIONS.publish.seconds),
      properties: {
        machines: [...machines.machines],
        content: createHash("sha256").update(JSON.stringify(templates)).digest("hex"),
      },
    });
    call.node.addDependency(machines);
    // Its permissions, too: a call in the first moments of a role must not be refused.
    call.node.addDependency(publish);
    (enroll.node.defaultChild as CfnFunction).node.addDependency(call);
  }
}
