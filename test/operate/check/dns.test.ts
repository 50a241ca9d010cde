import { createSocket, type Socket } from "node:dgram";
import { once } from "node:events";
import { afterEach, describe, expect, it } from "vitest";
import { openDns, seesTheNet } from "../../../lib/operate/check/domain/dns.ts";
import { Unreachable } from "../../../lib/operate/check/looked.ts";
import { givenDns } from "./given.ts";

const NXDOMAIN = 3;
const SERVFAIL = 2;
const CNAME = 5;
const MX = 15;
const TXT = 16;

let socket: Socket | undefined;
afterEach(() => {
  socket?.close();
  socket = undefined;
});

/** A name server on this machine that gives one answer to all questions, or none at all. */
async function givenServer(answer: { rcode?: number; type?: number; records?: Buffer[] } | "silence") {
  const server = createSocket("udp4");
  socket = server;
  server.on("message", (question, { port, address }) => {
    if (answer === "silence") return;
    const { rcode = 0, type = 0, records = [] } = answer;
    const end = question.indexOf(0, 12) + 5;
    const head = Buffer.from(question.subarray(0, 12));
    head.writeUInt16BE(0x8180 | rcode, 2);
    head.writeUInt16BE(records.length, 6);
    // No further section: a question may have one about itself.
    head.writeUInt16BE(0, 10);
    const answers = records.map((data) => {
      const fixed = Buffer.alloc(12);
      fixed.writeUInt16BE(0xc00c, 0);
      fixed.writeUInt16BE(type, 2);
      fixed.writeUInt16BE(1, 4);
      fixed.writeUInt16BE(data.length, 10);
      return Buffer.concat([fixed, data]);
    });
    server.send(Buffer.concat([head, question.subarray(12, end), ...answers]), port, address);
  });
  server.bind(0, "127.0.0.1");
  await once(server, "listening");
  return openDns({ milliseconds: 100, servers: [`127.0.0.1:${server.address().port}`] });
}

/** Words as DNS writes them: each behind its length. */
const words = (...texts: string[]) =>
  Buffer.concat(texts.flatMap((text) => [Buffer.from([text.length]), Buffer.from(text)]));
const name = (text: string) => Buffer.concat([words(...text.split(".")), Buffer.from([0])]);

describe("the DNS", () => {
  it("gives a text whole that is written in parts", async () => {
    const dns = await givenServer({ type: TXT, records: [words("v=DMARC1; ", "p=none"), words("other")] });
    expect(await dns.txt("_dmarc.shop.example")).toEqual(["v=DMARC1; p=none", "other"]);
  });

  it("gives the preferred mail server first", async () => {
    const of = (priority: number, host: string) => Buffer.concat([Buffer.from([0, priority]), name(host)]);
    const dns = await givenServer({ type: MX, records: [of(20, "b.example"), of(10, "a.example")] });
    expect(await dns.mx("shop.example")).toEqual(["a.example", "b.example"]);
  });

  it("tells where a name leads", async () => {
    const dns = await givenServer({ type: CNAME, records: [name("r.eu-central-1.awstrack.me")] });
    expect(await dns.cname("go.shop.example")).toEqual(["r.eu-central-1.awstrack.me"]);
  });

  it.each([
    ["a name that does not exist", NXDOMAIN],
    ["a name without such records", 0],
  ])("has nothing to say of %s", async (_what, rcode) => {
    const dns = await givenServer({ rcode });
    expect(await dns.txt("nowhere.example")).toEqual([]);
  });

  it.each<[string, Parameters<typeof givenServer>[0], RegExp]>([
    ["does not answer", "silence", /which TXT records shop\.example has \(ETIMEOUT\)/],
    ["is in trouble itself", { rcode: SERVFAIL }, /\(ESERVFAIL\)/],
  ])("is out of reach when its server %s", async (_what, answer, words) => {
    const dns = await givenServer(answer);
    const error = await dns.txt("shop.example").catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(Unreachable);
    expect(String(error)).toMatch(words);
  });

  it("proves nothing when it does not know the top-level domain: it may be cut off from the net", async () => {
    await expect(seesTheNet(givenDns({}), "shop.example")).resolves.toBe(true);
    await expect(seesTheNet(givenDns({}), "shop.test")).rejects.toThrow(/no name servers of \.test/);
  });
});
