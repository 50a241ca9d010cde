import type { IncomingMessage } from "node:http";
import { Agent, request } from "node:https";
import { isIP } from "node:net";
import { type Call, type Caller, Unreachable } from "../journey/outside.ts";
import { isPublicAddress } from "./outgoing/public-address.ts";
import { notPublic, publicLookup, type Resolve } from "./outgoing/public-lookup.ts";
import { signedHeaders } from "./outgoing/signature.ts";

/** Milliseconds until there is a connection, and until the answer is there: a journey waits for a while, a function is paid for. */
const CONNECTED = 5_000;
const ANSWERED = 10_000;

/** Bytes of an answer that are read, so that its sender is not cut off; nothing is done with them. */
const MOST_READ = 64 * 1024;

export interface CallerParts {
  /** Sign, the newest first. */
  keys: readonly Buffer[];
  now(): number;
  isAllowed?: (address: string) => boolean;
  resolve?: Resolve;
  /** Certificates that are trusted in place of the usual ones. */
  ca?: string;
  /** Milliseconds. */
  patience?: { connected: number; answered: number };
}

/**
 * Calls systems of the shop over HTTPS, signed as https://github.com/standard-webhooks/standard-webhooks says. An answer that
 * leads elsewhere is an answer: nobody is followed. Hosts without a public address are refused, however they are named.
 */
export function createCaller(parts: CallerParts): Caller {
  const { isAllowed = isPublicAddress, resolve, ca, patience = { connected: CONNECTED, answered: ANSWERED } } = parts;
  // A connection that lasted until the next call would outlive a freeze of the function, and fail that one.
  const agent = new Agent({ keepAlive: false, lookup: publicLookup(resolve, isAllowed), ...(ca && { ca }) });
  return {
    async post({ url, id, body }: Call): Promise<number> {
      const target = URL.parse(url);
      if (target?.protocol !== "https:") throw new Unreachable("the address is no https address", true);
      // A literal address is not looked up.
      const literal = target.hostname.replace(/^\[(.*)\]$/, "$1");
      if (isIP(literal) !== 0 && !isAllowed(literal)) throw notPublic();
      const text = JSON.stringify(body);
      const headers = {
        "content-type": "application/json",
        "content-length": String(Buffer.byteLength(text)),
        "user-agent": "Regulars",
        "idempotency-key": id,
        ...signedHeaders(parts.keys, { id, seconds: Math.floor(parts.now() / 1000), body: text }),
      };
      return ask(target, { agent, headers, text, patience });
    },
  };
}

interface Asked {
  agent: Agent;
  headers: Record<string, string>;
  text: string;
  patience: { connected: number; answered: number };
}

function ask(target: URL, { agent, headers, text, patience }: Asked): Promise<number> {
  return new Promise((resolve, reject) => {
    const asked = request(target, { method: "POST", agent, headers });
    const give = (why: string) => () => void asked.destroy(new Unreachable(why));
    const connecting = setTimeout(give("there was no connection in time"), patience.connected);
    const answering = setTimeout(give("there was no answer in time"), patience.answered);
    asked.on("socket", (socket) => socket.once("secureConnect", () => clearTimeout(connecting)));
    let status: number | undefined;
    asked.on("response", (response) => {
      status = response.statusCode;
      readAway(response);
    });
    asked.on("error", (error) => {
      if (status === undefined) reject(error instanceof Unreachable ? error : new Unreachable(reasonOf(error)));
    });
    asked.on("close", () => {
      clearTimeout(connecting);
      clearTimeout(answering);
      // The status counts, whatever became of the rest; without one an error was told before.
      if (status !== undefined) resolve(status);
      else reject(new Unreachable("no answer"));
    });
    asked.end(text);
  });
}

function readAway(response: IncomingMessage): void {
  let size = 0;
  response.on("data", ({ length }: Buffer) => {
    size += length;
    if (size > MOST_READ) response.destroy();
  });
  response.on("error", () => {});
}

/** Without the address: only what kind of trouble it was. */
function reasonOf({ code, name }: NodeJS.ErrnoException): string {
  return `no answer: ${code ?? name}`;
}
