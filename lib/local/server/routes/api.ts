import { type Context, Hono } from "hono";
import { momentOf, moveTo } from "../forward.ts";
import { readCustomer } from "../read/customer.ts";
import type { Site } from "../site.ts";

const MOST_MAILS = 200;

/** The same for scripts. Looking here counts as nobody's open. */
export function apiRoutes(site: Site): Hono {
  const { runtime, project, clock } = site;
  return new Hono()
    .get("/health", (context) => {
      const trouble = site.trouble();
      return trouble === undefined ? context.json({ ok: true }) : context.json({ ok: false, trouble }, 503);
    })
    .get("/api/clock", (context) => context.json(clockFacts(site)))
    .post("/api/clock", async (context) => {
      const body: unknown = await context.req.json().catch(() => undefined);
      const forward = (body as { forward?: unknown } | null | undefined)?.forward;
      if (typeof forward !== "string") {
        return refuse(context, 'there is no "forward"', 'send { "forward": "1 day" } or { "forward": "next" }');
      }
      const moment = momentOf(site, forward);
      if ("fault" in moment) return refuse(context, moment.fault, 'write a duration such as "1 day", or "next"');
      const { happened } = await moveTo(site, moment.at);
      return context.json({ ...clockFacts(site), happened });
    })
    .get("/api/figures", (context) => {
      const figures = project.campaigns.map(({ campaign: { id } }) => {
        const counts = runtime.figures.of(id).map(({ step, what, n }) => ({ ...(step && { step }), what, n }));
        return [id, { counts, standing: runtime.standings.of(id) }];
      });
      return context.json(Object.fromEntries(figures));
    })
    .get("/api/inbox", (context) => {
      const { customer, before, limit } = context.req.query();
      const mails = runtime.inbox.list({
        limit: Math.min(Math.max(1, Number.parseInt(limit ?? "", 10) || 50), MOST_MAILS),
        ...(customer === undefined ? {} : { customer }),
        ...(before === undefined ? {} : { before: Number(before) || 0 }),
      });
      return context.json({ mails: mails.map(({ at, ...mail }) => ({ ...mail, at: new Date(at).toISOString() })) });
    })
    .get("/api/customers/:id", async (context) => {
      const file = await readCustomer(runtime, context.req.param("id"));
      if (file === undefined) {
        return context.json({ faults: [{ where: "path", what: "nobody by this id", fix: "look in /customers" }] }, 404);
      }
      const { id, contact, profile, journeys, events, answers, coupons } = file;
      return context.json({
        id,
        contact,
        profile,
        journeys,
        events,
        answers,
        coupons,
        now: new Date(clock.now()).toISOString(),
      });
    });
}

function clockFacts({ clock, ahead, runtime, project }: Site) {
  const next = runtime.world.loop.nextAt();
  return {
    now: new Date(clock.now()).toISOString(),
    timeZone: project.shop.timeZone,
    aheadSeconds: Math.round(ahead() / 1000),
    ...(next === undefined ? {} : { next: new Date(next).toISOString() }),
  };
}

function refuse(context: Context, what: string, fix: string): Response {
  return context.json({ faults: [{ where: "request body", what, fix }] }, 400);
}
