import type { Template } from "aws-cdk-lib/assertions";
import { one, type Resource, resources } from "./given.ts";

interface Statement {
  Effect: string;
  Action: string | string[];
  Resource: unknown;
  Condition?: Record<string, Record<string, unknown>>;
}

/** Everything that a role may do: a line for each action on each resource, with its condition. */
export function permissionsOf(template: Template, roleId: string): string[] {
  return Object.values(resources(template, "AWS::IAM::Policy"))
    .filter(({ Properties: { Roles } }) => JSON.stringify(Roles) === JSON.stringify([{ Ref: roleId }]))
    .flatMap(({ Properties }) => (Properties.PolicyDocument.Statement as Statement[]).flatMap(linesOf))
    .sort();
}

/** The role of the function whose logical id begins so. */
export function roleIdOf(template: Template, functionStart: string): string {
  return one(template, "AWS::Lambda::Function", functionStart).Properties.Role["Fn::GetAtt"][0];
}

function linesOf({ Effect, Action, Resource, Condition }: Statement): string[] {
  if (Effect !== "Allow") throw new Error("our policies only allow");
  const condition = Condition === undefined ? "" : ` if ${JSON.stringify(plain(Condition))}`;
  return list(Action).flatMap((action) => list(Resource).map((resource) => `${action} ${plain(resource)}${condition}`));
}

function list<T>(value: T | T[]): T[] {
  return Array.isArray(value) ? value : [value];
}

/** References by the names of what they refer to, without the hashes of the CDK. */
export function plain(value: unknown): unknown {
  if (typeof value === "string") return value;
  if (Array.isArray(value)) return value.map(plain);
  const { Ref: ref, "Fn::GetAtt": attribute, "Fn::Join": join } = value as Record<string, unknown>;
  if (typeof ref === "string") return ref.startsWith("AWS::") ? `<${ref}>` : withoutHash(ref);
  if (Array.isArray(attribute))
    return `${withoutHash(attribute[0])}${attribute[1] === "Arn" ? "" : `.${attribute[1]}`}`;
  if (Array.isArray(join)) return join[1].map(plain).join(join[0]);
  return Object.fromEntries(Object.entries(value as object).map(([key, inner]) => [key, plain(inner)]));
}

function withoutHash(logicalId: string): string {
  return logicalId.replace(/[0-9A-F]{8}$/, "");
}

export function allStatements(template: Template): { role: string; statement: Statement }[] {
  return Object.values(resources(template, "AWS::IAM::Policy")).flatMap(({ Properties }: Resource) =>
    (Properties.PolicyDocument.Statement as Statement[]).map((statement) => ({
      role: String(plain(Properties.Roles[0])),
      statement,
    })),
  );
}
