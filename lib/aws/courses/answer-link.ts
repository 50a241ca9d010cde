import type { DoorPorts } from "../../door/ports.ts";
import type { SignedLinks } from "../../email/links.ts";
import { documentOf, PAGE_HEADERS, UNLISTED_HEADERS } from "../../email/pages/document.ts";
import { readerOf } from "../../email/pages/language.ts";
import { tryAgainPage } from "../../email/pages/trouble.ts";
import { takeSaid } from "../../journey/engage/said.ts";
import type { With } from "../../journey/ports.ts";
import { answerLink, methodsOf, WAYS } from "../../respond/answer.ts";
import type { LinkAnswer } from "../../respond/answers.ts";
import type { RespondPorts } from "../../respond/ports.ts";
import { bodyOf, type HttpAnswer, type HttpRequest } from "../lambda/http.ts";
import type { Tools } from "../lambda/tools.ts";

export type RespondDeps = With<"shop" | "addresses"> &
  Pick<RespondPorts, "links"> &
  Pick<DoorPorts, "put"> & {
    /** With keys that may have come since. */
    freshLinks(): Promise<SignedLinks>;
  };

/** Of the link that no person sees: whoever follows it gets nothing, and should not list it. */
const NOTHING: HttpAnswer = { statusCode: 204, headers: { ...UNLISTED_HEADERS } };

/** Answers a request for what is behind a link in a message. */
export async function answerRequest(deps: RespondDeps, request: HttpRequest, { count }: Tools): Promise<HttpAnswer> {
  const { method } = request.requestContext.http;
  const [, first = ""] = request.rawPath.split("/");
  const way = WAYS.find((one) => one === first) ?? "u";
  const methods = methodsOf(way);
  if (!methods.includes(method)) return { statusCode: 405, headers: { allow: methods.join(", ") } };
  if (request.rawPath === "/h") return NOTHING;
  const asked = {
    way,
    token: request.pathParameters?.token ?? "",
    query: new URLSearchParams(request.rawQueryString),
    body: method === "POST" ? bodyOf(request) : undefined,
  };
  const known = await answerLink(portsOf(deps), asked);
  const answer =
    known.status === 404 ? await answerLink(portsOf({ ...deps, links: await deps.freshLinks() }), asked) : known;
  if ("isFirstNo" in answer) count("Unsubscribed");
  return inHttp(answer);
}

/** What a reader sees when it did not work: whose page it would have been is not known. */
export function troublePage(shop: RespondDeps["shop"]): HttpAnswer {
  return inHttp({ status: 503, page: tryAgainPage(readerOf(shop, undefined)) });
}

function portsOf(deps: RespondDeps): RespondPorts {
  return {
    ...deps,
    say: (said) => takeSaid(deps, said),
    put: async (event) => void (await deps.put(event)),
  };
}

function inHttp(answer: LinkAnswer): HttpAnswer {
  const { status: statusCode } = answer;
  return "location" in answer
    ? { statusCode, headers: { ...UNLISTED_HEADERS, location: answer.location } }
    : { statusCode, headers: { ...PAGE_HEADERS }, body: documentOf(answer.page) };
}
