import { Hono } from "hono";
import { erasePage } from "../pages/erase.ts";
import { counted } from "../pages/parts/words.ts";
import { troublePage } from "../pages/trouble.ts";
import type { Site } from "../site.ts";

/** What customers may ask for: a copy of everything, and to be erased. */
export function rightsRoutes(site: Site): Hono {
  const { rights } = site.runtime;
  return new Hono()
    .get("/customers/:id/export.json", async (context, next) => {
      const exported = await rights.export(context.req.param("id"));
      if (exported === undefined) return next();
      context.header("content-type", "application/json; charset=utf-8");
      context.header("content-disposition", 'attachment; filename="customer.json"');
      return context.body(`${JSON.stringify(exported, null, 2)}\n`);
    })
    .get("/customers/:id/forget", async (context, next) => {
      const id = context.req.param("id");
      if ((await rights.export(id)) === undefined) return next();
      return context.html(erasePage(site, id));
    })
    .post("/customers/:id/forget", async (context) => {
      const id = context.req.param("id");
      const { confirm } = await context.req.parseBody();
      if (typeof confirm !== "string" || confirm.trim() !== id) {
        const words = "The id that was typed is another one. Go back, and type the customer's id as the page shows it.";
        return context.html(troublePage(site, "Nobody was erased", words), 400);
      }
      const { records, rows, isScrubbed } = await rights.erase(id);
      const done =
        records + rows === 0
          ? "There was nothing about this customer."
          : `The customer is erased: ${counted(records, "record")}, and ${counted(rows, "row")} beside them.`;
      const left = isScrubbed
        ? ""
        : " Another program reads the database, so that its journal still has what was erased: close that one, and erase once more.";
      return context.redirect(`/customers?note=${site.notes.keep(`${done}${left}`)}`, 303);
    });
}
