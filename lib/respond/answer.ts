import { readerOf } from "../email/pages/language.ts";
import { unknownLinkPage } from "../email/pages/trouble.ts";
import type { Course, Followed, LinkAnswer } from "./answers.ts";
import { confirm } from "./confirm.ts";
import type { RespondPorts } from "./ports.ts";
import { preferences } from "./preferences.ts";
import { referral } from "./referral.ts";
import { survey } from "./survey.ts";
import { unsubscribe } from "./unsubscribe.ts";

const COURSES = { u: unsubscribe, p: preferences, y: confirm, s: survey, r: referral } as const satisfies Record<
  string,
  Course
>;

/** The first part of a link's path. */
export type Way = keyof typeof COURSES;

export const WAYS = Object.keys(COURSES) as readonly Way[];

/** What may be asked of a way: whoever passes links on looks at them by HEAD, and a page has a form. */
export function methodsOf(way: Way): readonly string[] {
  return way === "r" ? ["GET", "HEAD"] : ["GET", "POST"];
}

/** Answers a link that was followed (no body), or the form of its page. A link that we have not made leads to nobody. */
export async function answerLink(
  ports: RespondPorts,
  { way, token, query, body }: Omit<Followed, "query"> & { way: Way; query?: URLSearchParams },
): Promise<LinkAnswer> {
  const answer = await COURSES[way](ports, { token, query: query ?? new URLSearchParams(), body });
  return answer ?? { status: 404, page: unknownLinkPage(readerOf(ports.shop, undefined)) };
}
