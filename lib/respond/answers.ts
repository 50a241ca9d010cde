import type { Reader } from "../email/pages/language.ts";
import type { CustomerPage } from "../email/pages/page.ts";
import { tryAgainPage } from "../email/pages/trouble.ts";
import type { RespondPorts } from "./ports.ts";

/** What a link leads to, as HTTP says it. */
export interface LinkAnswer {
  status: 200 | 404 | 503;
  page: CustomerPage;
  /** The customer had not said no before. */
  isFirstNo?: true;
}

/** Answers a token, and the body of a POST, if it is one. Undefined: we have not made this token. */
export type Course = (ports: RespondPorts, token: string, body: string | undefined) => Promise<LinkAnswer | undefined>;

export function shown(page: CustomerPage): LinkAnswer {
  return { status: 200, page };
}

/** What a reader sees when it did not work: a mail program shows no more than the status. */
export function refused(reader: Reader): LinkAnswer {
  return { status: 503, page: tryAgainPage(reader) };
}
