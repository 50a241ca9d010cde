import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";

export interface Heard {
  method: string;
  path: string;
  headers: IncomingHttpHeaders;
  body: string;
}

/** Stands in for AWS: answers each request with the next of these, and remembers what it heard. */
export async function listen(answers: readonly { status: number; body: string }[]) {
  const heard: Heard[] = [];
  const server = createServer(async (request, response) => {
    const { method = "", url = "", headers } = request;
    heard.push({ method, path: url, headers, body: await text(request) });
    const { status, body } = answers[heard.length - 1] ?? { status: 500, body: "{}" };
    response.writeHead(status, { "content-type": "application/x-amz-json-1.0" }).end(body);
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    heard,
    close: () => new Promise((closed) => server.close(closed)),
  };
}
