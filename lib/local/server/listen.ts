import type { AddressInfo } from "node:net";
import { createAdaptorServer } from "@hono/node-server";

export interface Listener {
  url: string;
  port: number;
  /** From now on requests are answered; those that came earlier have waited. */
  answer(fetch: Fetch): void;
  close(): Promise<void>;
}

type Fetch = (request: Request) => Response | Promise<Response>;

const HOST = "127.0.0.1";

/** Takes a port of the loopback address; 0 takes any. Throws an Error that says how to go on when it is taken. */
export async function listen(port: number): Promise<Listener> {
  let answer: (fetch: Fetch) => void = () => {};
  const ready = new Promise<Fetch>((resolve) => {
    answer = resolve;
  });
  const server = createAdaptorServer({ fetch: async (request) => (await ready)(request) });
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error) => reject(explained(error, port)));
    server.listen(port, HOST, resolve);
  });
  const taken = (server.address() as AddressInfo).port;
  return {
    url: `http://${HOST}:${taken}`,
    port: taken,
    answer,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        // Browsers keep connections open for later; nothing is under way on them.
        if ("closeIdleConnections" in server) server.closeIdleConnections();
        if ("closeAllConnections" in server) setTimeout(() => server.closeAllConnections(), 1_000).unref();
      }),
  };
}

function explained(error: Error, port: number): Error {
  const { code } = error as NodeJS.ErrnoException;
  if (code === "EADDRINUSE") {
    return new Error(
      `port ${port} of ${HOST} is taken, perhaps by a local server that runs already; stop that one, or choose another port with --port ${port + 1}`,
      { cause: error },
    );
  }
  if (code === "EACCES") {
    return new Error(`this account may not use port ${port}; choose one from 1024 with --port 4400`, { cause: error });
  }
  return error;
}
