import { Hono } from "hono";
import { keys } from "../../../journey/keys.ts";
import type { Pause } from "../../../journey/records.ts";
import { campaignPage } from "../pages/campaign.ts";
import { customerPage } from "../pages/customer.ts";
import { customersPage } from "../pages/customers.ts";
import { overviewPage } from "../pages/overview.ts";
import { readCustomer } from "../read/customer.ts";
import type { Site } from "../site.ts";

/** The pages that only show. */
export function pageRoutes(site: Site): Hono {
  const { project, runtime, notes } = site;
  return new Hono()
    .get("/", async (context) => {
      const pause = (await runtime.table.get(keys.pause)) as Pause | undefined;
      return context.html(overviewPage(site, pause, notes.read(context.req.query("note"))));
    })
    .get("/campaigns/:id", async (context, next) => {
      const id = context.req.param("id");
      const known = project.campaigns.find(({ campaign }) => campaign.id === id);
      if (known === undefined && !runtime.standings.campaigns().includes(id)) return next();
      return context.html(await campaignPage(site, { id, known, note: notes.read(context.req.query("note")) }));
    })
    .get("/customers", async (context) => {
      const { search = "", page, note } = context.req.query();
      const number = Number.parseInt(page ?? "1", 10) || 1;
      return context.html(await customersPage(site, { search, number, note: notes.read(note) }));
    })
    .get("/customers/:id", async (context, next) => {
      const file = await readCustomer(runtime, context.req.param("id"));
      if (file === undefined) return next();
      return context.html(customerPage(site, file, notes.read(context.req.query("note"))));
    });
}
