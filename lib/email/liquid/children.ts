import type { Template as Node } from "liquidjs";
import type { Nodes } from "./engine.ts";

/** The nodes inside a tag. Nothing is awaited: the tags that would load other templates are not registered. */
export function childrenOf(node: Node): Nodes {
  const result = node.children?.(false, true).next();
  return result?.done === true ? result.value : [];
}
