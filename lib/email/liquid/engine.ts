import { Liquid, type Template as Node } from "liquidjs";
import { registerFilters } from "./filters.ts";

/** Tags that would read other templates: parts are shared by includes, which are resolved when a template is compiled. */
const NO_TAGS = ["include", "render", "layout", "block"];

/**
 * One rendering may take this long (ms) and make this much (liquidjs counts characters and array entries), so that a
 * loop in a template cannot hold up the messages behind it. An ordinary message takes well under a millisecond.
 */
const LIMITS = { parseLimit: 1_000_000, renderLimit: 500, memoryLimit: 2_000_000 };

function createEngine(escaped: boolean): Liquid {
  const engine = new Liquid({
    strictFilters: true,
    strictVariables: false,
    ownPropertyOnly: true,
    // Of the filter `date` alone. Unless given, liquidjs asks for the machine's, which takes a fifth of a function's start.
    locale: "en-US",
    ...LIMITS,
    ...(escaped ? { outputEscape: "escape" as const } : {}),
  });
  for (const tag of NO_TAGS) delete engine.tags[tag];
  registerFilters(engine);
  return engine;
}

/** For HTML: every output is escaped, so that a customer named `<b>` stays a name. */
export const htmlEngine = createEngine(true);
/** For subjects and plain text. */
export const plainEngine = createEngine(false);

export type Nodes = Node[];
