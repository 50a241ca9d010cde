import type { Reader } from "../email/pages/language.ts";
import type { CustomerPage } from "../email/pages/page.ts";
import { tryAgainPage } from "../email/pages/trouble.ts";
import type { RespondPorts } from "./ports.ts";

/** What a link leads to, as HTTP says it: a page, or another address. */
export type LinkAnswer = PageAnswer | { status: 302; location: string };

export interface PageAnswer {
  status: 200 | 400 | 404 | 503;
  page: CustomerPage;
  /** The customer had not said no before. */
  isFirstNo?: true;
}

/** A link that was followed: its token, what stood behind its question mark, and the body of a POST, if it is one. */
export interface Followed {
  token: string;
  query: URLSearchParams;
  body: string | undefined;
}

/** Answers a link. Undefined: we have not made this token. */
export type Course = (ports: RespondPorts, followed: Followed) => Promise<LinkAnswer | undefined>;

export function shown(page: CustomerPage): PageAnswer {
  return { status: 200, page };
}

/** What a reader sees when it did not work: a mail program shows no more than the status. */
export function refused(reader: Reader): PageAnswer {
  return { status: 503, page: tryAgainPage(reader) };
}
