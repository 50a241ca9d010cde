import type { html } from "hono/html";

/** What `html` makes: everything put into it was escaped. */
export type Markup = ReturnType<typeof html>;

/** Nothing, where a piece of a page is left out. */
export const NOTHING = "";
