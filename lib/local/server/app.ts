import { readFileSync } from "node:fs";
import { Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { methodNotAllowed } from "hono/method-not-allowed";
import type { Log } from "../../journey/ports.ts";
import { guard, secureHeaders } from "./guard.ts";
import { troublePage } from "./pages/trouble.ts";
import { actionRoutes } from "./routes/actions.ts";
import { apiRoutes } from "./routes/api.ts";
import { eventRoutes } from "./routes/events.ts";
import { inboxRoutes } from "./routes/inbox.ts";
import { linkRoutes } from "./routes/links.ts";
import { pageRoutes } from "./routes/pages.ts";
import { rightsRoutes } from "./routes/rights.ts";
import type { Site } from "./site.ts";

const LARGEST_BODY = 1024 * 1024;
const MOST_DRAINED = 16 * LARGEST_BODY;

/** The local server's answers to everything that HTTP may ask. */
export function createApp(site: Site, port: number, log: Log): Hono {
  const app = new Hono();
  app.use(secureHeaders, guard(port), methodNotAllowed({ app, onMethodNotAllowed: wrongMethod }));
  app.use(
    bodyLimit({
      maxSize: LARGEST_BODY,
      onError: async (context) => {
        await drain(context.req.raw.body);
        const fix = "send fewer events at a time; each is counted once, so sending one again does no harm";
        return context.json({ faults: [{ where: "request body", what: "it is larger than 1 MB", fix }] }, 413);
      },
    }),
  );
  for (const routes of [eventRoutes, apiRoutes, pageRoutes, inboxRoutes, linkRoutes, actionRoutes, rightsRoutes]) {
    app.route("/", routes(site));
  }
  const file = (name: string): string => readFileSync(new URL(`./files/${name}`, import.meta.url), "utf8");
  app.get("/style.css", (context) => context.body(file("style.css"), 200, { "content-type": "text/css" }));
  app.get("/icon.svg", (context) => context.body(file("icon.svg"), 200, { "content-type": "image/svg+xml" }));
  app.notFound((context) =>
    isForPrograms(context.req.path)
      ? context.json({ faults: [{ where: "path", what: "there is nothing here", fix: "check the address" }] }, 404)
      : context.html(
          troublePage(site, "There is nothing here", "The address may be mistyped, or what it showed is gone."),
          404,
        ),
  );
  app.onError((error, context) => {
    // The path may name a customer, and the message may quote what was sent: neither belongs in a log.
    const at = (error.stack ?? "")
      .split("\n")
      .filter((line) => line.startsWith("    at "))
      .slice(0, 5);
    log("error", "a request failed", { error: error.name, method: context.req.method, at });
    const fix = "see the server's log, then try again";
    return isForPrograms(context.req.path)
      ? context.json({ faults: [{ where: "server", what: "this failed", fix }] }, 500)
      : context.html(troublePage(site, "This failed", "See the server's log, then try again."), 500);
  });
  return app;
}

function wrongMethod(
  context: Parameters<Parameters<typeof methodNotAllowed>[0]["onMethodNotAllowed"] & object>[0],
  allowed: string[],
) {
  const fix = `use ${allowed.join(" or ")}`;
  return context.json({ faults: [{ where: "method", what: "this address does not take it", fix }] }, 405, {
    allow: allowed.join(", "),
  });
}

/** Whoever is still sending would see a broken connection instead of the answer. */
async function drain(body: ReadableStream<Uint8Array> | null): Promise<void> {
  if (body === null || body.locked) return;
  let size = 0;
  for await (const chunk of body) {
    size += chunk.length;
    if (size > MOST_DRAINED) return;
  }
}

function isForPrograms(path: string): boolean {
  return path === "/events" || path === "/health" || path.startsWith("/api/");
}
