import type { DoorPorts, DoorRequest } from "../../door/ports.ts";
import { receive } from "../../door/receive.ts";
import type { DoorSecrets } from "../../door/secrets.ts";
import { TROUBLE } from "../../door/store.ts";
import type { DeadLetters } from "../dead-letters.ts";
import { bodyOf, type HttpAnswer, type HttpRequest, logTrouble } from "../lambda/http.ts";
import type { Tools } from "../lambda/tools.ts";

export interface IngestDeps extends DoorPorts {
  secrets: DoorSecrets;
  deadLetters: DeadLetters;
  now(): number;
}

const PATHS: readonly DoorRequest["path"][] = ["events", "shopify", "woocommerce"];
const NOWHERE = { where: "path", what: "there is nothing here", fix: "post to /events" };

/**
 * Answers a request at the HTTPS door.
 *
 * 1. The door takes in what it can, and says of each event what became of it.
 * 2. What its sender cannot mend is set aside, with the request.
 * 3. The sender is answered; our own trouble goes to the log alone.
 */
export async function answerDoor(deps: IngestDeps, request: HttpRequest, tools: Tools): Promise<HttpAnswer> {
  const path = PATHS.find((one) => request.rawPath === `/${one}`);
  if (path === undefined) return json(404, { faults: [NOWHERE] });
  const body = bodyOf(request);
  const { headers } = request;
  const answer = await receive({ path, headers, body, now: deps.now() }, deps.secrets, deps);
  for (const error of answer.errors ?? []) logTrouble(tools, error);
  if (answer.aside !== undefined) {
    const why = Object.assign(new Error(answer.aside.message), { name: answer.aside.name });
    await deps.deadLetters.setAside({ from: "ingest", why, body: { path, headers: telling(headers), body } });
    tools.count("SetAside");
  }
  countResults(answer.body, tools);
  return json(answer.status, answer.body);
}

export function doorTrouble(): HttpAnswer {
  return json(503, { faults: [TROUBLE] });
}

/** A webhook's topic and delivery, without keys and signatures. */
function telling(headers: DoorRequest["headers"]): DoorRequest["headers"] {
  return Object.fromEntries(
    Object.entries(headers).filter(([name]) => /^x-(shopify|wc)-/.test(name) && !/signature|hmac|key/.test(name)),
  );
}

/** Events stored, known or refused; a request that was turned away whole is one that was refused. */
function countResults(body: object, { count }: Tools): void {
  const list: unknown = Array.isArray(body) ? body : (body as { events?: unknown }).events;
  const results: object[] = Array.isArray(list) ? list : [body];
  count("EventsReceived", results.filter((result) => "eventId" in result).length);
  count("EventsRefused", results.filter((result) => "faults" in result).length);
}

function json(statusCode: number, body: object): HttpAnswer {
  const headers = {
    "content-type": "application/json; charset=utf-8",
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
  };
  return { statusCode, headers, body: JSON.stringify(body) };
}
