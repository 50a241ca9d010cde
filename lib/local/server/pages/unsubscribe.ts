import type { CustomerPage } from "../../../email/pages/unsubscribe.ts";
import { plainPage } from "./parts/layout.ts";
import type { Markup } from "./parts/markup.ts";

/** The page that a link in a message leads to, in this server's clothes. */
export function linkPage({ title, body }: CustomerPage): Markup {
  return plainPage(title, body);
}
