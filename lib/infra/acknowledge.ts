import { Stack, Validations } from "aws-cdk-lib";
import type { IConstruct } from "constructs";

/** Says why rules of cdk-nag do not count for one construct and what is in it: rule id -> reason, for whoever reviews this. */
export function acknowledge(construct: IConstruct, reasons: Readonly<Record<string, string>>): void {
  const rules = Object.entries(reasons).map(([id, reason]) => ({ id, reason }));
  Validations.of(construct).acknowledge(...rules);
}

/** Says why permissions on everything that this pattern of ARNs matches are no more than what is needed. */
export function acknowledgePattern(construct: IConstruct, arn: string, reason: string): void {
  acknowledge(construct, { [`AwsSolutions-IAM5[Resource::${shown(Stack.of(construct).resolve(arn))}]`]: reason });
}

/** As cdk-nag shows it: references in angle brackets. */
function shown(value: unknown): string {
  if (typeof value === "string") return value;
  const { Ref: ref, "Fn::Join": join } = value as { Ref?: string; "Fn::Join"?: [string, unknown[]] };
  if (ref !== undefined) return `<${ref}>`;
  if (join !== undefined) return join[1].map(shown).join(join[0]);
  throw new TypeError(`no way to show ${JSON.stringify(value)}`);
}
