import { Hono } from "hono";
import { tryAgainPage, unknownLinkPage, unsubscribePage } from "../../../email/pages/unsubscribe.ts";
import { type Contact, keys } from "../../../journey/records.ts";
import { linkPage } from "../pages/unsubscribe.ts";
import type { Site } from "../site.ts";

/**
 * Where customers say no. A GET only asks, because scanners follow links; the POST of the page's button, or of a mail
 * program's own (RFC 8058), does it.
 */
export function unsubscribeRoutes(site: Site): Hono {
  const { name } = site.project.shop;
  const hasSaidNo = async (customer: string): Promise<boolean> => {
    const contact = (await site.runtime.table.get(keys.contact(customer))) as Contact | undefined;
    return contact?.consent?.marketing === false;
  };
  return new Hono()
    .get("/u/:token", async (context) => {
      const owner = site.links.verify(context.req.param("token"));
      if (owner === undefined) return context.html(linkPage(unknownLinkPage(name)), 404);
      return context.html(linkPage(unsubscribePage(name, await hasSaidNo(owner.customer))));
    })
    .post("/u/:token", async (context) => {
      const owner = site.links.verify(context.req.param("token"));
      if (owner === undefined) return context.html(linkPage(unknownLinkPage(name)), 404);
      const body = await context.req.parseBody();
      const source = body["List-Unsubscribe"] === "One-Click" ? "one-click" : "unsubscribe page";
      const { customer } = owner;
      await site.runtime.desk.hand([{ engagement: { fact: "unsubscribed", customer, at: site.clock.now(), source } }]);
      // It may be waiting, or have been set aside: only what is written down is promised.
      if (!(await hasSaidNo(customer))) return context.html(linkPage(tryAgainPage(name)), 503);
      return context.html(linkPage(unsubscribePage(name, true)));
    });
}
