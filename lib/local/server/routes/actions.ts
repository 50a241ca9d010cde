import { randomUUID } from "node:crypto";
import { type Context, Hono } from "hono";
import type { ShopEvent } from "../../../campaign/events.ts";
import type { Fault } from "../../../campaign/faults.ts";
import { readEvent } from "../../../campaign/read-event.ts";
import type { Enrolled } from "../../../journey/enroll.ts";
import { pause, resume } from "../../../journey/pause.ts";
import { momentOf, moveTo } from "../forward.ts";
import { enrolledWords, happenedWords } from "../pages/parts/led-to.ts";
import { clockWords, counted } from "../pages/parts/words.ts";
import { troublePage } from "../pages/trouble.ts";
import { readOrder } from "../read/order.ts";
import type { Site } from "../site.ts";

/** The buttons. Each leads back to where it was pressed, with a note of what it led to. */
export function actionRoutes(site: Site): Hono {
  return new Hono()
    .post("/clock", async (context) => {
      const { forward, back } = await context.req.parseBody();
      const moment = momentOf(site, typeof forward === "string" ? forward.trim() : "");
      if ("fault" in moment) return context.html(troublePage(site, "The clock stays where it is", moment.fault), 400);
      const { now, happened } = await moveTo(site, moment.at);
      const words = `It is ${clockWords(now, site.project.shop.timeZone)}: ${happenedWords(happened)}.`;
      return context.redirect(withNote(back, site.notes.keep(words)), 303);
    })
    .post("/pause", async (context) => {
      await pause(site.runtime.world.deps, "marketing");
      return context.redirect("/", 303);
    })
    .post("/resume", async (context) => {
      const { runtime, notes } = site;
      const people = await resume(runtime.world.deps, "marketing", runtime.standings.campaigns());
      return context.redirect(
        withNote("/", notes.keep(`Marketing goes on: ${counted(people, "message")} let go.`)),
        303,
      );
    })
    .post("/customers/:id/purchases", async (context) => {
      const customerId = context.req.param("id");
      const { total, currency, sku, coupon } = await context.req.parseBody();
      const id = `order-${randomUUID().slice(0, 8)}`;
      const item = typeof sku === "string" ? sku.trim() : "";
      const code = typeof coupon === "string" ? coupon.trim() : "";
      const { event, faults } = readEvent(
        {
          type: "purchase",
          eventId: `${id}-paid`,
          customerId,
          at: new Date(site.clock.now()).toISOString(),
          order: {
            id,
            total: total === "" ? undefined : Number(total),
            currency,
            ...(item === "" ? {} : { items: [{ sku: item }] }),
            // Whose a code is, is looked up: a friend's will do here, too.
            ...(code === "" ? {} : { coupon: code }),
          },
        },
        "form",
      );
      return takeIn(site, context, event, { what: "purchase", faults, code });
    })
    .post("/customers/:id/refunds", async (context) => {
      const customerId = context.req.param("id");
      const { order = "" } = await context.req.parseBody();
      const known = await readOrder(site.runtime.table, customerId, String(order));
      if (known === undefined || known.isRefunded) {
        const words =
          known === undefined
            ? "This customer has no such order. Go back, and press the button beside one of theirs."
            : "Some of this order came back already; it is not sent back twice.";
        return context.html(troublePage(site, "This refund was not taken in", words), known === undefined ? 404 : 409);
      }
      const { event, faults } = readEvent(
        {
          type: "refund",
          // Two who press at once make one refund.
          eventId: `back-${known.id}`,
          customerId,
          at: new Date(site.clock.now()).toISOString(),
          orderId: known.id,
          amount: known.total,
          currency: known.currency,
        },
        "form",
      );
      return takeIn(site, context, event, { what: "refund", faults });
    });
}

async function takeIn(
  site: Site,
  context: Context,
  event: ShopEvent | undefined,
  { what, faults, code }: { what: string; faults: readonly Fault[]; code?: string },
): Promise<Response> {
  if (event === undefined) {
    const words = faults.map(({ path, what, fix }) => `${path}: ${what}; ${fix}`).join(" ");
    return context.html(troublePage(site, `This ${what} was not taken in`, words), 400);
  }
  const [outcome] = await site.runtime.desk.hand([{ event }]);
  const isTaken = typeof outcome === "object" && "result" in outcome;
  const words = isTaken ? enrolledWords(what, outcome.result as Enrolled, code) : "";
  return context.redirect(withNote(`/customers/${encodeURIComponent(event.customerId)}`, site.notes.keep(words)), 303);
}

/** Only a path of this server: `//elsewhere` and `/\elsewhere` would lead away. */
function withNote(back: unknown, note: string): string {
  const path = typeof back === "string" && /^\/(?![/\\])/.test(back) ? back : "/";
  const url = URL.parse(path, "http://here");
  if (url === null || url.host !== "here") return `/?note=${note}`;
  url.searchParams.set("note", note);
  return `${url.pathname}${url.search}`;
}
