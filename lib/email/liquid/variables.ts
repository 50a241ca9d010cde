import {
  AssignTag,
  CaseTag,
  ForTag,
  IfTag,
  type Template as Node,
  TablerowTag,
  UnlessTag,
  Value,
  type ValueToken,
} from "liquidjs";
import { childrenOf } from "./children.ts";
import type { Nodes } from "./engine.ts";
import { variablesIn, type Written } from "./tokens.ts";

/** One place where a template reads data that it did not make itself. */
export interface Use {
  /** `["order", "items", "[]", "name"]`; a part known only at run time ends the path as `*`. */
  path: string[];
  /** As the author wrote it: `item.name`. */
  written: string;
  /** 1-based, in the text that was parsed. */
  line: number;
  /** A missing value was thought of: a `default` filter, or a condition that mentions it. */
  guarded: boolean;
  /** Whatever the data: no condition or loop is around it. */
  always: boolean;
  /** Written without escaping, by the filter `raw`. */
  raw: boolean;
}

/** A name that the template made. */
interface Local {
  /** What it stands for, or null when that is not plain. */
  path: string[] | null;
  /** What went into it; a capture has escaped that. */
  madeOf: string[][];
}

interface Scope {
  locals: Map<string, Local>;
  /** Paths that conditions around this place mention. */
  guards: ReadonlySet<string>;
  always: boolean;
}

/**
 * Everything the template reads, in the order written. liquidjs has such an analysis, which does not tell guarded
 * uses from bare ones and does not follow a loop's variable to its list; this walk uses the same node interface.
 */
export function usesIn(nodes: Nodes): Use[] {
  const uses: Use[] = [];
  visitAll(nodes, { locals: new Map(), guards: new Set(), always: true }, uses);
  return uses;
}

function visitAll(nodes: Nodes, scope: Scope, uses: Use[]): void {
  for (const node of nodes) visit(node, scope, uses);
}

function visit(node: Node, scope: Scope, uses: Use[]): void {
  const read = [...(node.arguments?.() ?? [])].flatMap((argument) => readsOf(argument, scope));
  const asks = node instanceof IfTag || node instanceof UnlessTag || node instanceof CaseTag;
  const renames = node instanceof AssignTag && isPlain(node);
  // Giving a value another name is no use of it yet.
  for (const use of read) uses.push({ ...use, guarded: use.guarded || asks || renames });

  const madeOf = node instanceof AssignTag || isLoop(node) ? everythingIn(node, scope) : [];
  for (const local of node.localScope?.() ?? []) {
    scope.locals.set(local.content, { path: renames ? (read[0]?.path ?? null) : null, madeOf });
  }

  if (node.children === undefined) return;
  const guards = asks ? new Set([...scope.guards, ...read.map((use) => use.path.join("."))]) : scope.guards;
  const locals = node.blockScope === undefined ? scope.locals : new Map(scope.locals);
  const inner: Scope = { locals, guards, always: false };
  for (const local of node.blockScope?.() ?? []) inner.locals.set(local, { path: null, madeOf: [] });
  if (isLoop(node)) {
    const list = read[0];
    inner.locals.set(node.variable, { path: list === undefined ? null : [...list.path, "[]"], madeOf });
  }
  visitAll(childrenOf(node), inner, uses);
}

function isLoop(node: Node): node is ForTag | TablerowTag {
  return node instanceof ForTag || node instanceof TablerowTag;
}

/** The paths in the data that a tag's expressions read, also by names that were made of them. */
function everythingIn(node: Node, scope: Scope): string[][] {
  return [...(node.arguments?.() ?? [])].flatMap(variablesIn).flatMap((variable) => {
    const path = resolve(variable, scope);
    return path === undefined ? madeOfWhat(variable, scope) : [path];
  });
}

function madeOfWhat({ segments: [root = ""] }: Written, scope: Scope): string[][] {
  return scope.locals.get(root)?.madeOf ?? [];
}

/** In `{% assign it = order %}` the name stands for the order; with a filter it would stand for something new. */
function isPlain(node: AssignTag): boolean {
  const [value] = node.arguments();
  return value instanceof Value && value.filters.length === 0 && value.initial.postfix.length === 1;
}

function readsOf(argument: Value | ValueToken, scope: Scope): Use[] {
  const filters = argument instanceof Value ? argument.filters.map(({ name }) => name) : [];
  const raw = filters.includes("raw");
  return variablesIn(argument).flatMap((variable) => {
    const path = resolve(variable, scope);
    if (path === undefined) {
      // What was made of a value is as little ours as the value.
      return madeOfWhat(variable, scope).map((made) => {
        return { path: made, written: variable.text, line: variable.line, guarded: true, raw, always: false };
      });
    }
    const guarded = filters.includes("default") || isGuarded(path, scope.guards);
    return [{ path, written: variable.text, line: variable.line, guarded, raw, always: scope.always }];
  });
}

/** The path in the data, or undefined for what the template made itself. */
function resolve(variable: Written, scope: Scope): string[] | undefined {
  const [root, ...rest] = variable.segments;
  if (root === undefined) return undefined;
  const local = scope.locals.get(root);
  if (local === undefined) return variable.segments;
  return local.path === null ? undefined : [...local.path, ...rest];
}

/** `{% if order %}` guards `order.total` too. */
function isGuarded(path: string[], guards: ReadonlySet<string>): boolean {
  return path.some((_, index) => guards.has(path.slice(0, index + 1).join(".")));
}
