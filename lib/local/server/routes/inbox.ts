import { type Context, Hono } from "hono";
import { composeMime } from "../../../email/mime/compose.ts";
import type { Evidence } from "../../../journey/engage.ts";
import { keys } from "../../../journey/keys.ts";
import type { Send } from "../../../journey/records.ts";
import type { InboxMail } from "../../inbox.ts";
import { linksIn, withTrackedLinks } from "../mail-links.ts";
import { inboxPage, MAILS_PER_PAGE } from "../pages/inbox.ts";
import { mailPage } from "../pages/mail.ts";
import type { Site } from "../site.ts";

/** Messages may bring their own styles and pictures, and no scripts. */
const MAIL_POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; img-src https: data:; frame-ancestors 'self'; form-action 'none'; base-uri 'none'; sandbox allow-popups allow-popups-to-escape-sandbox";

/** What SES does for real messages: shows nothing, but tells of opens and clicks. */
export function inboxRoutes(site: Site): Hono {
  const { inbox, desk, table } = site.runtime;
  const mailOf = (context: Context): InboxMail | undefined => {
    const id = context.req.param("id") ?? "";
    return /^\d{1,15}$/.test(id) ? inbox.get(Number(id)) : undefined;
  };
  const sendOf = async ({ sendId: { customer, enrollment, step } }: InboxMail): Promise<Send | undefined> =>
    (await table.get(keys.send(customer, enrollment, step))) as Send | undefined;
  const tell = (fact: "opened" | "clicked", { sendId: message }: InboxMail, evidence?: Evidence) => {
    const told = evidence === undefined ? {} : { evidence };
    return desk.hand([{ engagement: { fact, message, at: site.clock.now(), ...told } }]);
  };
  // Without the moment and the browser's name: whoever tries a campaign clicks as soon as the message is there, by any program.
  const evidenceOf = (link: string): Evidence => ({ link, ...(isHidden(link, site) ? { hidden: true } : {}) });

  return new Hono()
    .get("/inbox", (context) => {
      const { customer, before, note } = context.req.query();
      const last = before !== undefined && /^\d{1,15}$/.test(before) ? Number(before) : undefined;
      const mails = inbox.list({
        limit: MAILS_PER_PAGE,
        ...(customer === undefined ? {} : { customer }),
        ...(last === undefined ? {} : { before: last }),
      });
      return context.html(inboxPage(site, { mails, customer, before: last, note: site.notes.read(note) }));
    })
    .get("/inbox/:id", async (context, next) => {
      const mail = mailOf(context);
      if (mail === undefined) return next();
      if (context.req.method === "GET" && (await sendOf(mail))?.opened === undefined) await tell("opened", mail);
      return context.html(mailPage(site, mail, await sendOf(mail), site.notes.read(context.req.query("note"))));
    })
    .get("/inbox/:id/html", (context, next) => {
      const mail = mailOf(context);
      if (mail === undefined) return next();
      context.header("content-security-policy", MAIL_POLICY);
      return context.html(withTrackedLinks(mail.html, mail.id, site.links));
    })
    .get("/inbox/:id/eml", (context, next) => {
      const mail = mailOf(context);
      if (mail === undefined) return next();
      context.header("content-type", "message/rfc822");
      context.header("content-disposition", `attachment; filename="message-${mail.id}.eml"`);
      return context.body(composeMime({ ...mail, headers: { ...mail.headers, Date: dateHeader(mail.at) } }));
    })
    .get("/c/:id/:number", async (context, next) => {
      const mail = mailOf(context);
      const address = mail && linksIn(mail.html)[Number(context.req.param("number"))];
      // Only to where the message itself leads: anything else would make this an open redirect.
      if (mail === undefined || address === undefined) return next();
      if (context.req.method === "GET") await tell("clicked", mail, evidenceOf(address));
      return context.redirect(address, 302);
    });
}

/** What SES writes into a message that it takes, and mail programs show (RFC 5322, 3.3). */
function dateHeader(at: number): string {
  return new Date(at).toUTCString().replace("GMT", "+0000");
}

/** Also when the message was written while this server had another port. */
function isHidden(link: string, { links }: Site): boolean {
  const [followed, own] = [URL.parse(link), URL.parse(links.hidden())];
  return followed?.hostname === own?.hostname && followed?.pathname === own?.pathname;
}
