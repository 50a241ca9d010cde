import type { DoorPorts } from "../../door/ports.ts";
import type { SignedLinks } from "../../email/links.ts";
import { documentOf, PAGE_HEADERS } from "../../email/pages/document.ts";
import { readerOf } from "../../email/pages/language.ts";
import type { CustomerPage } from "../../email/pages/page.ts";
import { tryAgainPage } from "../../email/pages/trouble.ts";
import { takeSaid } from "../../journey/engage/said.ts";
import type { With } from "../../journey/ports.ts";
import { answerLink, WAYS } from "../../respond/answer.ts";
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
const NOTHING: HttpAnswer = { statusCode: 204, headers: { "cache-control": "no-store", "x-robots-tag": "noindex" } };

/** Answers a request for a page behind a link in a message. */
export async function answerRequest(deps: RespondDeps, request: HttpRequest, { count }: Tools): Promise<HttpAnswer> {
  const { method } = request.requestContext.http;
  if (method !== "GET" && method !== "POST") return { statusCode: 405, headers: { allow: "GET, POST" } };
  if (request.rawPath === "/h") return NOTHING;
  const [, first = ""] = request.rawPath.split("/");
  const way = WAYS.find((one) => one === first) ?? "u";
  const token = request.pathParameters?.token ?? "";
  const body = method === "POST" ? bodyOf(request) : undefined;
  const asked = { way, token, body };
  const known = await answerLink(portsOf(deps), asked);
  const { status, page, isFirstNo } =
    known.status === 404 ? await answerLink(portsOf({ ...deps, links: await deps.freshLinks() }), asked) : known;
  if (isFirstNo) count("Unsubscribed");
  return answer(status, page);
}

/** What a reader sees when it did not work: whose page it would have been is not known. */
export function troublePage(shop: RespondDeps["shop"]): HttpAnswer {
  return answer(503, tryAgainPage(readerOf(shop, undefined)));
}

function portsOf(deps: RespondDeps): RespondPorts {
  return {
    ...deps,
    say: (said) => takeSaid(deps, said),
    put: async (event) => void (await deps.put(event)),
  };
}

function answer(statusCode: number, content: CustomerPage): HttpAnswer {
  return { statusCode, headers: { ...PAGE_HEADERS }, body: documentOf(content) };
}
