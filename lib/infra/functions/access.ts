import type { Table } from "aws-cdk-lib/aws-dynamodb";
import { type IRole, PolicyStatement } from "aws-cdk-lib/aws-iam";

/** Lets a role do what it does, to what it does it to. */
export function allow(
  role: IRole,
  actions: string[],
  resources: string[],
  conditions?: Record<string, Record<string, unknown>>,
): void {
  const statement = new PolicyStatement({ actions, resources, ...(conditions === undefined ? {} : { conditions }) });
  role.addToPrincipalPolicy(statement);
}

export type Action =
  | "GetItem"
  | "BatchGetItem"
  | "Query"
  | "PutItem"
  | "UpdateItem"
  | "DeleteItem"
  | "ConditionCheckItem";

/**
 * Lets a role touch partitions of a table, by patterns of their keys. A transaction needs the permissions of what is in it.
 * Every action here names its item's partition, so that the condition always has something to compare.
 */
export function allowItems(role: IRole, table: Table, actions: readonly Action[], partitions: readonly string[]): void {
  allow(
    role,
    actions.map((action) => `dynamodb:${action}`),
    [table.tableArn],
    { "ForAllValues:StringLike": { "dynamodb:LeadingKeys": partitions } },
  );
}
