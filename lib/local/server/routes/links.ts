import { type Context, Hono } from "hono";
import { documentOf, PAGE_HEADERS, UNLISTED_HEADERS } from "../../../email/pages/document.ts";
import { answerLink, methodsOf, WAYS, type Way } from "../../../respond/answer.ts";
import type { RespondPorts } from "../../../respond/ports.ts";
import type { Site } from "../site.ts";

/** Without any referrer, browsers would call the origin of these pages' forms null, and this server turns such forms away. */
const HEADERS = { ...PAGE_HEADERS, "referrer-policy": "same-origin" };

/** What the links in messages lead to: the pages that the deployed stack shows, as they look there. */
export function linkRoutes(site: Site): Hono {
  const ports = portsOf(site);
  const routes = new Hono();
  for (const way of WAYS) {
    const path = `/${way}/:token` as const;
    routes.get(path, async (context) => respond(ports, way, context, undefined));
    if (!methodsOf(way).includes("POST")) continue;
    routes.post(path, async (context) => respond(ports, way, context, await context.req.text()));
  }
  // Nobody sees this link: whoever follows it is a machine.
  return routes.get("/h", () => new Response(null, { status: 204, headers: UNLISTED_HEADERS }));
}

async function respond(ports: RespondPorts, way: Way, { req }: Context, body: string | undefined): Promise<Response> {
  const query = new URL(req.url).searchParams;
  const answer = await answerLink(ports, { way, token: req.param("token") ?? "", query, body });
  const { status } = answer;
  return "location" in answer
    ? new Response(null, { status, headers: { ...UNLISTED_HEADERS, location: answer.location } })
    : new Response(documentOf(answer.page), { status, headers: HEADERS });
}

function portsOf({ project, runtime, links, addresses, clock }: Site): RespondPorts {
  return {
    shop: project.shop,
    table: runtime.table,
    links,
    addresses,
    say: async (engagement) => void (await runtime.desk.hand([{ engagement }])),
    async put(event) {
      const [outcome] = await runtime.desk.hand([{ event }]);
      if (outcome !== undefined && outcome !== "waiting" && "poison" in outcome) throw new Error(outcome.poison);
    },
    now: () => clock.now(),
  };
}
