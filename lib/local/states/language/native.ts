import type { ExprNode } from "jsonata";
import type { Scope } from "./scope.ts";

/** The answer of a native expression that leaves this case to JSONata itself. */
export const LEFT_TO_JSONATA = Symbol("left to JSONata");

/** Undefined, as in JSONata, when the path leads nowhere. */
export type Native = (scope: Scope) => unknown;

/**
 * A plain path (`$states.input.a`, `$variable.b`), or a comparison of one with a literal, without JSONata's interpreter,
 * which is slower by an order of magnitude. Undefined: the expression is neither. Arrays, over which JSONata maps,
 * and comparisons that it rejects are left to it.
 */
export function compileNative(node: ExprNode): Native | undefined {
  return compilePath(node) ?? compileComparison(node);
}

function compilePath(node: ExprNode): Native | undefined {
  const steps = node.steps ?? [node];
  if (Object.keys(node).some((key) => !["type", "steps", "value", "position"].includes(key))) return undefined;
  const [root, ...names] = steps;
  if (root === undefined || !isPlain(root, "variable") || root.value === "" || root.value === "$") return undefined;
  if (!names.every((name) => isPlain(name, "name"))) return undefined;
  const variable = String(root.value);
  const keys = names.map((name) => String(name.value));
  // Parts of the context write their times out when they are read: JSONata's answer is a copy.
  if (variable === "states" && keys.length < 3 && (keys[0] ?? "context") === "context") return undefined;
  return (scope) => {
    // What is no variable may be one of JSONata's functions.
    if (variable !== "states" && !Object.hasOwn(scope.variables, variable)) return LEFT_TO_JSONATA;
    let value: unknown = variable === "states" ? scope.states : scope.variables[variable];
    for (const key of keys) {
      if (Array.isArray(value)) return LEFT_TO_JSONATA;
      value = member(value, key);
    }
    return Array.isArray(value) ? LEFT_TO_JSONATA : value;
  };
}

/** Filters, sorting, `[]`, `@` and `#` show as further keys. */
function isPlain(node: ExprNode, type: ExprNode["type"]): boolean {
  return node.type === type && Object.keys(node).every((key) => ["type", "value", "position"].includes(key));
}

function member(value: unknown, key: string): unknown {
  return isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

type Scalar = string | number | boolean | null;

function compileComparison(node: ExprNode): Native | undefined {
  if (node.type !== "binary" || Array.isArray(node.lhs) || node.lhs === undefined || node.rhs === undefined) {
    return undefined;
  }
  const path = compilePath(node.lhs);
  const compare = comparisons[String(node.value)];
  if (path === undefined || compare === undefined || !["string", "number", "value"].includes(node.rhs.type)) {
    return undefined;
  }
  const literal: Scalar = node.rhs.value;
  return (scope) => {
    const value = path(scope);
    return isObject(value) || value === LEFT_TO_JSONATA ? LEFT_TO_JSONATA : compare(value, literal);
  };
}

const comparisons: Record<string, (value: unknown, literal: Scalar) => unknown> = {
  "=": (value, literal) => value !== undefined && value === literal,
  "!=": (value, literal) => value !== undefined && value !== literal,
  "<": ordered((value, literal) => value < literal),
  "<=": ordered((value, literal) => value <= literal),
  ">": ordered((value, literal) => value > literal),
  ">=": ordered((value, literal) => value >= literal),
};

function ordered(compare: (value: string | number, literal: string | number) => boolean) {
  return (value: unknown, literal: Scalar): unknown => {
    if (typeof value === "number" && typeof literal === "number") return compare(value, literal);
    if (typeof value === "string" && typeof literal === "string") return compare(value, literal);
    return LEFT_TO_JSONATA;
  };
}
