import { createHmac } from "node:crypto";
import type { IncomingMessage, RequestListener } from "node:http";
import { createServer } from "node:https";
import { type AddressInfo, createServer as createTcpServer, type Server } from "node:net";
import { text } from "node:stream/consumers";
import { afterAll, afterEach, describe, expect, test } from "vitest";
import { type CallerParts, createCaller } from "../../lib/aws/caller.ts";
import { publicLookup, type Resolve } from "../../lib/aws/outgoing/public-lookup.ts";
import { certificateFor } from "./support/certificate.ts";

const HOST = "crm.bluecup.example";
const { key, cert } = certificateFor(HOST);
const KEYS = [Buffer.alloc(32, "new"), Buffer.alloc(32, "old")];
const NOW = Date.parse("2026-01-01T12:00:00.900Z");

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});
afterAll(() => expect(servers).toEqual([]));

/** Every name leads to this machine, where a test listens. */
const here: Resolve = (_host, _options, done) => done(null, [{ address: "127.0.0.1", family: 4 }]);

interface Heard extends Pick<IncomingMessage, "method" | "url" | "headers"> {
  body: string;
}

/** A system of the shop on this machine, and a caller that finds it. */
async function given(answer: RequestListener = (_request, response) => void response.writeHead(204).end()) {
  const heard: Heard[] = [];
  const server = createServer({ key, cert }, async (request, response) => {
    const { method, url, headers } = request;
    heard.push({ method, url, headers, body: await text(request) });
    answer(request, response);
  });
  const port = await listening(server);
  const url = `https://${HOST}:${port}/hooks?from=regulars`;
  return {
    heard,
    url,
    port,
    posts: (to = url, changes: Partial<CallerParts> = {}) => caller(changes).post(callTo(to)),
  };
}

function caller(changes: Partial<CallerParts> = {}) {
  const parts = { keys: KEYS, now: () => NOW, ca: cert, resolve: here, isAllowed: () => true };
  return createCaller({ ...parts, ...changes });
}

const callTo = (url: string) => ({ url, id: "e1_crm-1", body: { type: "campaign.webhook", data: { word: "schön" } } });

async function listening(server: Server): Promise<number> {
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return (server.address() as AddressInfo).port;
}

describe("a call", () => {
  test("posts JSON, with a signature over its id, its time and its body as it was sent", async () => {
    const { heard, posts } = await given();
    expect(await posts()).toBe(204);
    const [call] = heard;
    expect(call).toMatchObject({ method: "POST", url: "/hooks?from=regulars" });
    expect(JSON.parse(call?.body ?? "")).toEqual(callTo("").body);
    const by = (secret: Buffer) =>
      `v1,${createHmac("sha256", secret).update(`e1_crm-1.1767268800.${call?.body}`).digest("base64")}`;
    expect(call?.headers).toMatchObject({
      "content-type": "application/json",
      "user-agent": "Regulars",
      "idempotency-key": "e1_crm-1",
      "webhook-id": "e1_crm-1",
      "webhook-timestamp": "1767268800",
      "webhook-signature": KEYS.map(by).join(" "),
      connection: "close",
    });
  });

  test.each([200, 301, 307, 404, 429, 500])("answers the status %d, and follows nobody", async (status) => {
    const { heard, posts, url } = await given((_request, response) => {
      response.writeHead(status, { location: url }).end("somewhere else");
    });
    expect(await posts()).toBe(status);
    expect(heard).toHaveLength(1);
  });

  test("reads of a long answer no more than it must", async () => {
    let written = 0;
    const { posts } = await given((_request, response) => {
      response.writeHead(200);
      const more = () => {
        while (!response.destroyed && response.write(Buffer.alloc(16_384))) written += 16_384;
        if (!response.destroyed) response.once("drain", more);
      };
      more();
    });
    expect(await posts()).toBe(200);
    expect(written).toBeLessThan(20_000_000);
  });

  test("knows the status of an answer that never ends", async () => {
    const { posts, url } = await given((_request, response) => void response.writeHead(202).write("and"));
    expect(await posts(url, { patience: { connected: 5_000, answered: 200 } })).toBe(202);
  });
});

describe("nobody answers", () => {
  const patience = { connected: 5_000, answered: 100 };
  const unreachable = (forGood: boolean, message: unknown) => ({ name: "Unreachable", forGood, message });

  test("when a system takes too long", async () => {
    const { posts, url } = await given(() => {});
    await expect(posts(url, { patience })).rejects.toMatchObject(unreachable(false, "there was no answer in time"));
  });

  test("when there is no connection in time", async () => {
    const port = await listening(createTcpServer(() => {}));
    const late = { patience: { connected: 100, answered: 5_000 } };
    const posting = caller(late).post(callTo(`https://${HOST}:${port}/`));
    await expect(posting).rejects.toMatchObject(unreachable(false, "there was no connection in time"));
  });

  test("when a name is not looked up in time", async () => {
    const late = { resolve: () => {}, patience: { connected: 100, answered: 5_000 } };
    await expect(caller(late).post(callTo(`https://${HOST}/`))).rejects.toMatchObject(
      unreachable(false, "there was no connection in time"),
    );
  });

  test("when the connection is refused, or cut", async () => {
    const { posts, port } = await given((request) => void request.socket.destroy());
    await expect(posts()).rejects.toMatchObject(unreachable(false, "no answer: ECONNRESET"));
    for (const server of servers.splice(0)) await new Promise((closed) => server.close(closed));
    await expect(posts(`https://${HOST}:${port}/`)).rejects.toMatchObject(
      unreachable(false, "no answer: ECONNREFUSED"),
    );
  });

  test("when the name is unknown", async () => {
    const resolve: Resolve = (_host, _options, done) => done(Object.assign(new Error("no"), { code: "ENOTFOUND" }), []);
    const posting = caller({ resolve }).post(callTo(`https://${HOST}/`));
    await expect(posting).rejects.toMatchObject(unreachable(false, "no answer: ENOTFOUND"));
  });

  test("who is somebody else: a certificate of another, or of nobody", async () => {
    const { heard, posts, port } = await given();
    const other = posts(`https://shop.bluecup.example:${port}/`);
    await expect(other).rejects.toMatchObject(unreachable(false, "no answer: ERR_TLS_CERT_ALTNAME_INVALID"));
    const untrusted = posts(undefined, { ca: certificateFor(HOST).cert });
    await expect(untrusted).rejects.toMatchObject(unreachable(false, expect.stringMatching(/^no answer: [A-Z_]+$/)));
    expect(heard).toEqual([]);
  });

  test.each(["http://crm.bluecup.example/", "ftp://crm.bluecup.example/", "file:///etc/passwd", "crm", ""])(
    "at %j: only https is called",
    async (url) => {
      await expect(caller().post(callTo(url))).rejects.toMatchObject(
        unreachable(true, "the address is no https address"),
      );
    },
  );
});

describe("who has no public address is not called", () => {
  const refused = {
    name: "Unreachable",
    forGood: true,
    message: expect.stringContaining("not of the public internet"),
  };

  test.each([
    "127.0.0.1",
    "2130706433",
    "0x7f.1",
    "0177.0.0.1",
    "127.1",
    "169.254.169.254",
    "10.0.0.1",
    "0.0.0.0",
    "[::1]",
    "[::]",
    "[::ffff:127.0.0.1]",
    "[::ffff:7f00:1]",
    "[fd00:ec2::254]",
    "[64:ff9b::7f00:1]",
  ])("as %s", async (host) => {
    const { heard, port } = await given();
    const guarded = createCaller({ keys: KEYS, now: () => NOW, ca: cert });
    await expect(guarded.post(callTo(`https://${host}:${port}/`))).rejects.toMatchObject(refused);
    expect(heard).toEqual([]);
  });

  test("by a name that leads there", async () => {
    const { heard, port } = await given();
    let connected = 0;
    servers[0]?.on("connection", () => connected++);
    const guarded = createCaller({ keys: KEYS, now: () => NOW, ca: cert, resolve: here });
    await expect(guarded.post(callTo(`https://${HOST}:${port}/`))).rejects.toMatchObject(refused);
    expect([heard, connected]).toEqual([[], 0]);
  });

  test("by this machine's own name, as this machine looks it up", async () => {
    const guarded = createCaller({ keys: KEYS, now: () => NOW });
    await expect(guarded.post(callTo("https://localhost/"))).rejects.toMatchObject(refused);
  });

  test("by a name that leads elsewhere as soon as it was looked at: it is looked up once, for the connection", async () => {
    const { heard, posts, url } = await given();
    const answers = ["127.0.0.1", "10.0.0.1"];
    const asked: string[] = [];
    const resolve: Resolve = (host, _options, done) => {
      asked.push(host);
      done(null, [{ address: answers.shift() ?? "", family: 4 }]);
    };
    expect(await posts(url, { resolve, isAllowed: (address) => address === "127.0.0.1" })).toBe(204);
    expect([asked, heard.length]).toEqual([[HOST], 1]);
    await expect(posts(url, { resolve, isAllowed: (address) => address === "127.0.0.1" })).rejects.toMatchObject(
      refused,
    );
  });

  test("also when only one of its addresses is not public", () => {
    const lookup = publicLookup((_host, _options, done) =>
      done(null, [
        { address: "1.1.1.1", family: 4 },
        { address: "::1", family: 6 },
      ]),
    );
    let error: unknown;
    lookup(HOST, { all: true }, (given) => {
      error = given;
    });
    expect(error).toMatchObject(refused);
  });
});

test("a lookup answers in both of Node's forms", () => {
  const lookup = publicLookup((_host, _options, done) => done(null, [{ address: "1.1.1.1", family: 4 }]));
  const answers: unknown[][] = [];
  lookup(HOST, { all: true }, (...answer) => void answers.push(answer));
  lookup(HOST, {}, (...answer) => void answers.push(answer));
  expect(answers).toEqual([
    [null, [{ address: "1.1.1.1", family: 4 }]],
    [null, "1.1.1.1", 4],
  ]);
});
