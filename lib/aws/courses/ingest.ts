import type { DoorPorts, DoorRequest } from "../../door/ports.ts";
import { receive } from "../../door/receive.ts";
import type { DoorSecrets } from "../../door/secrets.ts";
import type { DeadLetters } from "../dead-letters.ts";
import { bodyOf, type HttpAnswer, type HttpRequest, json } from "../lambda/http.ts";
import type { Tools } from "../lambda/tools.ts";

export interface IngestDeps extends DoorPorts {
  secrets: DoorSecrets;
  deadLetters: DeadLetters;
  now(): number;
}

const PATHS: readonly DoorRequest["path"][] = ["events", "shopify", "woocommerce"];

/**
 * Answers a request at the HTTPS door.
 *
 * 1. The door takes in what it can, and says of each event what became of it.
 * 2. What its sender cannot mend is set aside, with the request.
 * 3. The sender is answered; our own trouble goes to the log alone.
 */
export async function answerDoor(deps: IngestDeps, request: HttpRequest, tools: Tools): Promise<HttpAnswer> {
  const path = PATHS.find((one) => request.rawPath === `/${one}`);
  if (path === undefined) return json(404, fault("path", "there is nothing here", "post to /events"));
  const body = bodyOf(request);
  const { headers } = request;
  const answer = await receive({ path, headers, body, now: deps.now() }, deps.secrets, deps);
  for (const error of answer.errors ?? []) {
    const { name, message } = error instanceof Error ? error : new Error(String(error));
    tools.log("error", "the door could not store", { path, error: name, reason: message });
  }
  if (answer.aside !== undefined) {
    const why = Object.assign(new Error(answer.aside.message), { name: answer.aside.name });
    await deps.deadLetters.setAside({ from: "ingest", why, body: { path, headers: tellingHeaders(headers), body } });
    tools.count("SetAside");
  }
  countResults(answer.body, tools);
  return json(answer.status, answer.body);
}

/** A webhook's topic and delivery, without keys and signatures. */
function tellingHeaders(headers: DoorRequest["headers"]): DoorRequest["headers"] {
  return Object.fromEntries(
    Object.entries(headers).filter(([name]) => /^x-(shopify|wc)-/.test(name) && !/signature|hmac|key/.test(name)),
  );
}

/** Events stored, known or refused; a request that was turned away whole is one that was refused. */
function countResults(body: object, { count }: Tools): void {
  const results = Array.isArray(body) ? body : "events" in body && Array.isArray(body.events) ? body.events : [body];
  const refused = results.filter((result: object) => "faults" in result).length;
  count("EventsRefused", refused);
  count("EventsReceived", results.filter((result: object) => "eventId" in result).length);
}

function fault(where: string, what: string, fix: string) {
  return { faults: [{ where, what, fix }] };
}
