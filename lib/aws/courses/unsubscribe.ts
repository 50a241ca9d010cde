import type { SignedLinks } from "../../email/links.ts";
import { documentOf, PAGE_HEADERS } from "../../email/pages/document.ts";
import { type CustomerPage, tryAgainPage, unknownLinkPage, unsubscribePage } from "../../email/pages/unsubscribe.ts";
import { engage } from "../../journey/engage.ts";
import type { With } from "../../journey/ports.ts";
import { type Contact, keys } from "../../journey/records.ts";
import { bodyOf, type HttpAnswer, type HttpRequest } from "../lambda/http.ts";
import type { Tools } from "../lambda/tools.ts";

export type RespondDeps = Omit<With<"shop">, "links"> & { links: SignedLinks };

/**
 * Where customers say no.
 *
 * 1. A link that we have not made leads to nobody.
 * 2. A GET only asks, because scanners follow links.
 * 3. A POST does it: of the page's button, or of a mail program's own (RFC 8058), which sends no cookie and wants no page. Done
 *    again, it is done.
 * 4. Only what is written down is promised.
 */
export async function answerLink(deps: RespondDeps, request: HttpRequest, { count }: Tools): Promise<HttpAnswer> {
  const { name } = deps.shop;
  const { method } = request.requestContext.http;
  if (method !== "GET" && method !== "POST") return { statusCode: 405, headers: { allow: "GET, POST" } };
  const owner = deps.links.verify(request.pathParameters?.token ?? "");
  if (owner === undefined) return page(404, unknownLinkPage(name));
  const { customer } = owner;
  const hadSaidNo = await hasSaidNo(deps, customer);
  if (method === "GET") return page(200, unsubscribePage(name, hadSaidNo));
  await engage(deps, { fact: "unsubscribed", customer, at: deps.now(), source: sourceOf(request) });
  if (!(await hasSaidNo(deps, customer))) return troublePage(name);
  if (!hadSaidNo) count("Unsubscribed");
  return page(200, unsubscribePage(name, true));
}

/** What a reader sees when it did not work: a mail program shows no more than that. */
export function troublePage(shop: string): HttpAnswer {
  return page(503, tryAgainPage(shop));
}

async function hasSaidNo({ table }: RespondDeps, customer: string): Promise<boolean> {
  const contact = (await table.get(keys.contact(customer))) as unknown as Contact | undefined;
  return contact?.consent?.marketing === false;
}

/** RFC 8058, section 3.1: the body of a mail program's POST is this one pair, as a form of either kind. */
function sourceOf(request: HttpRequest): string {
  return /List-Unsubscribe(=|"\s+)One-Click/i.test(bodyOf(request)) ? "one-click" : "unsubscribe page";
}

function page(statusCode: number, content: CustomerPage): HttpAnswer {
  return { statusCode, headers: { ...PAGE_HEADERS }, body: documentOf(content) };
}
