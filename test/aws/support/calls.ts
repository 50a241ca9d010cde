import { once } from "node:events";
import { Agent, createServer, type IncomingMessage, request, type ServerResponse } from "node:http";
import { buffer } from "node:stream/consumers";
import { actionOf } from "./action.ts";

/** One call of a function to a service. */
export interface Call {
  /** When it was answered, in milliseconds since 1970. */
  readonly at: number;
  /** e.g. "DynamoDB", "States", "email" */
  readonly service: string;
  /** e.g. "PutItem", "StartExecution", "POST /v2/email/outbound-emails" */
  readonly action: string;
  readonly status: number;
  /** The request, and the answer, as JSON; undefined where they are not JSON. */
  readonly asked: unknown;
  readonly answered: unknown;
}

/** A call as it is made, before its answer. */
export type Asked = Pick<Call, "service" | "action" | "asked">;

/** How a function loses a call. */
export interface Cut {
  /** Before the service hears of it, or after the service has done it. */
  readonly when: "before" | "after";
  /** What becomes of the function meanwhile. */
  happens(): Promise<void>;
}

/** Stands between functions and the engine and keeps what passes. */
export interface Calls {
  /** Where functions send their calls (their AWS_ENDPOINT_URL). */
  readonly endpoint: string;
  /** All calls so far, oldest first. */
  all(): readonly Call[];
  /** Forgets what has passed until now. */
  clear(): void;
  /** Leaves the next call that `matches` without an answer, once `happens` is over; later ones pass. */
  cutNext(matches: (call: Asked) => boolean, cut: Cut): void;
  close(): Promise<void>;
}

/**
 * Passes calls on to `target`. DynamoDB is asked for the capacity each call consumed, which changes nothing but its answer.
 * SQS calls are not seen: the SDK sends them to the host of the queue's URL, which is the engine itself.
 */
export async function countCalls(target: string): Promise<Calls> {
  const agent = new Agent({ keepAlive: true });
  let calls: Call[] = [];
  const cuts: { matches: (call: Asked) => boolean; cut: Cut }[] = [];
  const cutOf = (call: Asked): Cut | undefined => {
    const place = cuts.findIndex(({ matches }) => matches(call));
    return place < 0 ? undefined : cuts.splice(place, 1)[0]?.cut;
  };
  const server = createServer((incoming, outgoing) => {
    pass(incoming, outgoing, { target, agent, cutOf }).then(
      (call) => call && calls.push(call),
      (error) => outgoing.destroy(error),
    );
  });
  // A function's connection pool must never find a connection closed just as it sends.
  server.keepAliveTimeout = 0;
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return {
    endpoint: `http://127.0.0.1:${address.port}`,
    all: () => calls,
    clear: () => {
      calls = [];
    },
    cutNext: (matches, cut) => void cuts.push({ matches, cut }),
    close: async () => {
      server.close();
      server.closeAllConnections();
      agent.destroy();
    },
  };
}

interface Way {
  readonly target: string;
  readonly agent: Agent;
  cutOf(call: Asked): Cut | undefined;
}

/** Undefined when the call did not come through. */
async function pass(incoming: IncomingMessage, outgoing: ServerResponse, way: Way): Promise<Call | undefined> {
  const { service, action } = actionOf(incoming);
  const body = withCapacity(service, await buffer(incoming));
  const asked = { service, action, asked: json(body) };
  const cut = way.cutOf(asked);
  if (cut?.when === "before") {
    await cut.happens();
    outgoing.destroy();
    return undefined;
  }
  const headers = { ...incoming.headers, "content-length": String(body.length) };
  delete headers["transfer-encoding"];
  const onward = request(`${way.target}${incoming.url}`, { agent: way.agent, method: incoming.method, headers });
  onward.end(body);
  const [answer] = (await once(onward, "response")) as [IncomingMessage];
  const answered = await buffer(answer);
  const status = answer.statusCode ?? 502;
  if (cut === undefined) {
    outgoing.writeHead(status, { ...answer.headers, "content-length": String(answered.length) }).end(answered);
  } else {
    await cut.happens();
    outgoing.destroy();
  }
  return { at: Date.now(), ...asked, status, answered: json(answered) };
}

function withCapacity(service: string, body: Buffer): Buffer {
  const asked = service === "DynamoDB" ? json(body) : undefined;
  if (asked === undefined) return body;
  return Buffer.from(JSON.stringify({ ReturnConsumedCapacity: "TOTAL", ...(asked as object) }));
}

function json(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString("utf8"));
  } catch {
    return undefined;
  }
}
