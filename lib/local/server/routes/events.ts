import { Hono } from "hono";
import type { ShopEvent } from "../../../campaign/events.ts";
import type { Fault } from "../../../campaign/faults.ts";
import { readEvent } from "../../../campaign/read-event.ts";
import type { Outcome } from "../desk.ts";
import type { Site } from "../site.ts";

interface ToldFault {
  where: string;
  what: string;
  why?: string;
  fix: string;
}

/** Clocks of shops run ahead by moments, and offsets are mixed up by hours; a year that is mistyped begins journeys in it. */
const MOST_AHEAD = 24 * 3_600_000;

/** `isPoison`: it was taken in, and could not be handled. */
type Result = { faults: ToldFault[]; isPoison?: true } | ({ eventId: string } & Record<string, unknown>);

/**
 * The door for the shop's events: one, or an array of them. What is answered was stored before: a killed server goes on with
 * it. A bad event is refused whole with its faults; the good ones beside it proceed.
 */
export function eventRoutes(site: Site): Hono {
  return new Hono().post("/events", async (context) => {
    const type = (context.req.header("content-type") ?? "").split(";")[0]?.trim().toLowerCase();
    if (type !== "application/json") {
      const fix = "send the header content-type: application/json";
      return context.json({ faults: [{ where: "content-type", what: "this is not said to be JSON", fix }] }, 415);
    }
    let body: unknown;
    try {
      body = JSON.parse(await context.req.text());
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
      const fix = "send one event as a JSON object, or an array of them";
      // The parser's own message would quote the body, which is personal data.
      return context.json({ faults: [{ where: "request body", what: "this is not JSON", fix }] }, 400);
    }
    if (Array.isArray(body)) return context.json(await takeIn(site, body, (index) => `request body[${index}]`));
    const [result] = await takeIn(site, [body], () => "request body");
    return context.json(result, statusOf(result));
  });
}

async function takeIn(site: Site, values: readonly unknown[], where: (index: number) => string): Promise<Result[]> {
  const latest = site.clock.now() + MOST_AHEAD;
  const read = values.map((value, index) =>
    notAfter(latest, where(index), readEvent(value, where(index), site.project.shop.events)),
  );
  const events = read.flatMap(({ event }) => event ?? []);
  const outcomes = await site.runtime.desk.hand(events.map((event) => ({ event })));
  const results = new Map(events.map((event, index) => [event, toResult(event, outcomes[index] ?? "waiting")]));
  return read.map(({ event, faults }) => (event && results.get(event)) ?? { faults: faults.map(toldFault) });
}

type Read = ReturnType<typeof readEvent>;

function notAfter(latest: number, file: string, read: Read): Read {
  if (read.event === undefined || Date.parse(read.event.at) <= latest) return read;
  const what = "this has not happened yet";
  return { faults: [{ file, path: "at", what, fix: "check the year and the offset" }] };
}

function toResult({ eventId }: ShopEvent, outcome: Outcome): Result {
  if (outcome === "waiting") return { eventId, waiting: true };
  if ("result" in outcome) return { eventId, ...(outcome.result as object) };
  const fix = "mend what the reason says; the event is kept in the database with it, and sending it again is no harm";
  return { isPoison: true, faults: [{ where: "event", what: `it could not be handled: ${outcome.poison}`, fix }] };
}

function statusOf(result: Result | undefined): 200 | 202 | 400 | 500 {
  if (result === undefined || "isPoison" in result) return 500;
  if ("faults" in result) return 400;
  return result.waiting === true ? 202 : 200;
}

function toldFault({ file, path, what, why, fix }: Fault): ToldFault {
  return { where: path === "" ? file : `${file} ${path}`, what, ...(why === undefined ? {} : { why }), fix };
}
