import { readerOf } from "../email/pages/language.ts";
import { unknownLinkPage } from "../email/pages/trouble.ts";
import type { Course, LinkAnswer } from "./answers.ts";
import { confirm } from "./confirm.ts";
import type { RespondPorts } from "./ports.ts";
import { preferences } from "./preferences.ts";
import { unsubscribe } from "./unsubscribe.ts";

const COURSES = { u: unsubscribe, p: preferences, y: confirm } as const satisfies Record<string, Course>;

/** The first part of a link's path. */
export type Way = keyof typeof COURSES;

export const WAYS = Object.keys(COURSES) as readonly Way[];

/** Answers a link that a customer followed (no body), or the form of its page. A link that we have not made leads to nobody. */
export async function answerLink(
  ports: RespondPorts,
  { way, token, body }: { way: Way; token: string; body: string | undefined },
): Promise<LinkAnswer> {
  const answer = await COURSES[way](ports, token, body);
  return answer ?? { status: 404, page: unknownLinkPage(readerOf(ports.shop, undefined)) };
}
