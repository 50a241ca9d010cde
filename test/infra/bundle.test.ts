import { execFile } from "node:child_process";
import { readdirSync } from "node:fs";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildBundles } from "../../lib/infra/bundle/build.ts";
import { bundleAhead, bundleFunction, LARGEST } from "../../lib/infra/bundle.ts";
import { type Heard, listen } from "./bundle/listener.ts";
import { signatureBy } from "./bundle/signature.ts";

const ROOT = resolve(import.meta.dirname, "../..");
const ENTRIES = readdirSync(join(ROOT, "functions"))
  .filter((file) => file.endsWith(".ts"))
  .map((file) => join(ROOT, "functions", file));
const ASKING = fileURLToPath(new URL("./bundle/asking.ts", import.meta.url));
const MAILING = fileURLToPath(new URL("./bundle/mailing.ts", import.meta.url));
const TELLING = fileURLToPath(new URL("./bundle/telling.ts", import.meta.url));
const SEND = join(ROOT, "functions/send.ts");

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "regulars-bundle-"));
  bundleAhead([...ENTRIES, ASKING, MAILING, TELLING]);
  // All of them at once, on a machine that may have other things to do.
}, 60_000);
afterAll(() => rm(folder, { recursive: true }));

const bundle = (entry: string, files?: Record<string, string>) =>
  bundleFunction({ entry, outDir: join(folder, entry.replaceAll("/", "_")), ...(files && { files }) });

/** Runs code as an ES module, with this environment alone. */
async function run(code: string, env: Record<string, string> = {}): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, ["--input-type=module", "--eval", code], { env });
  return stdout.trim();
}

describe("a function's bundle", () => {
  it.each(ENTRIES.map((entry) => entry.slice(ROOT.length + 1)))("is small enough: %s", (entry) => {
    const { bytes } = bundle(join(ROOT, entry));
    expect(bytes).toBeGreaterThan(50_000);
    expect(bytes).toBeLessThan(LARGEST);
  });

  it("is loaded by Node without anything beside it, and has a handler", async () => {
    const paths = ENTRIES.map((entry) => join(bundle(entry).path, "index.mjs"));
    const code = `for (const path of ${JSON.stringify(paths)}) console.log(typeof (await import(path)).handler);`;
    expect((await run(code)).split("\n")).toEqual(paths.map(() => "function"));
  });

  it("has nothing that starts journeys or takes coupons back where they are only stopped", async () => {
    const only = ["send", "decide", "act", "respond"].map((name) => join(ROOT, `functions/${name}.ts`));
    const carried = (await buildBundles(only)).flatMap(({ largest }) => largest.filter(({ bytes }) => bytes > 0));
    const names = carried.map(({ name }) => name);
    expect(names).toContain("lib/journey/execution.ts");
    expect(names.filter((name) => /journey\/(effects|advocacy\/revoke)\.ts$/.test(name))).toEqual([]);
  });

  it("verifies links only where they are followed", async () => {
    const verifies = async (name: string) =>
      /\bverify:\{/.test(await readFile(join(bundle(join(ROOT, `functions/${name}.ts`)).path, "index.mjs"), "utf8"));
    expect([await verifies("respond"), await verifies("send")]).toEqual([true, false]);
  });

  it("has the same bytes wherever and with whatever it is made, and no path of this machine", async () => {
    const code = await readFile(join(bundle(SEND).path, "index.mjs"), "utf8");
    const [alone] = await buildBundles([SEND]);
    expect(alone?.code === code).toBe(true);
    expect(code).not.toContain(ROOT);
  });

  it("lies beside the given files, and nothing of before", async () => {
    const { path } = bundle(ASKING, { "old.json": "{}" });
    bundle(ASKING, { "project.json": '{"shop":1}' });
    expect((await readdir(path)).sort()).toEqual(["index.mjs", "project.json"]);
    expect(await readFile(join(path, "project.json"), "utf8")).toBe('{"shop":1}');
  });

  it("is refused when it is too large, with what makes it so", async () => {
    const entry = join(folder, "large.ts");
    await writeFile(entry, `export const handler = () => ${JSON.stringify("x".repeat(LARGEST))};`);
    expect(() => bundle(entry)).toThrow(/large\.ts: the function takes 460\d+ bytes, more than 460800.*large\.ts/s);
  });

  it("is refused when it imports what is not there, with the place", async () => {
    const entry = join(folder, "lost.ts");
    await writeFile(entry, 'export const one = 1;\nexport { handler } from "./nowhere.ts";\n');
    expect(() => bundle(entry)).toThrow(/lost\.ts:2:24: ERROR: Could not resolve ".\/nowhere.ts"/);
  });
});

describe("the AWS SDK in a bundle", () => {
  const keys = { AWS_ACCESS_KEY_ID: "AKIAEXAMPLE", AWS_SECRET_ACCESS_KEY: "a secret", AWS_REGION: "eu-central-1" };
  const found = { status: 200, body: '{"Item":{"pk":{"S":"ann"}}}' };

  /** What the function gave, and what AWS heard. */
  async function ask(
    env: Record<string, string>,
    answers = [found],
    entry = ASKING,
  ): Promise<{ gave: string; heard: Heard[] }> {
    const aws = await listen(answers);
    const path = join(bundle(entry).path, "index.mjs");
    const code = `const { handler } = await import(${JSON.stringify(path)});
      console.log(await handler("ann").then(JSON.stringify, String));`;
    try {
      return { gave: await run(code, { AWS_ENDPOINT_URL: aws.url, ...env }), heard: aws.heard };
    } finally {
      await aws.close();
    }
  }

  it("asks where AWS_ENDPOINT_URL says, signed with the role's keys for its region", async () => {
    const { gave, heard } = await ask({ ...keys, AWS_SESSION_TOKEN: "a token" });
    expect(gave).toBe('{"pk":{"S":"ann"}}');
    const [request] = heard;
    if (request === undefined) throw new Error("nothing was asked");
    expect(JSON.parse(request.body)).toEqual({ TableName: "Shop", Key: { pk: { S: "ann" } } });
    expect(request.headers["x-amz-security-token"]).toBe("a token");
    expect(request.headers.authorization).toMatch(
      /Credential=AKIAEXAMPLE\/\d{8}\/eu-central-1\/dynamodb\/aws4_request/,
    );
    expect(request.headers.authorization).toContain(`Signature=${signatureBy("a secret", request)}`);
  });

  it("hands a message to SES, signed for the one region", async () => {
    const { gave, heard } = await ask(keys, [{ status: 200, body: '{"MessageId":"m-1"}' }], MAILING);
    expect(gave).toBe('{"messageId":"m-1"}');
    const [request] = heard;
    if (request === undefined) throw new Error("nothing was asked");
    expect(request.headers.authorization).toMatch(/Credential=AKIAEXAMPLE\/\d{8}\/eu-central-1\/ses\/aws4_request/);
    expect(request.headers.authorization).toContain(`Signature=${signatureBy("a secret", request)}`);
    const mime = Buffer.from(JSON.parse(request.body).Content.Raw.Data, "base64").toString("latin1");
    expect(mime).toMatch(/^From: =\?UTF-8\?B\?[^?]+\?= <hello@bluecup\.example>\r\nTo: ann@mail\.example\r\n/);
  });

  it("publishes to SNS, and has its errors by name: these speak XML", async () => {
    const taken = "<PublishResponse><PublishResult><MessageId>m-1</MessageId></PublishResult></PublishResponse>";
    const { heard } = await ask(keys, [{ status: 200, body: taken }], TELLING);
    const [request] = heard;
    expect(Object.fromEntries(new URLSearchParams(request?.body))).toMatchObject({
      Action: "Publish",
      TopicArn: "arn:aws:sns:eu-central-1:1:Team",
      Subject: "Regulars: Look at them",
      Message: "Look at them\n\ncustomer: ann",
    });
    expect(request?.headers.authorization).toMatch(/eu-central-1\/sns\/aws4_request/);
    const error = "<Error><Type>Sender</Type><Code>AuthorizationError</Code><Message>no</Message></Error>";
    const refused = { status: 403, body: `<ErrorResponse>${error}</ErrorResponse>` };
    expect((await ask(keys, [refused], TELLING)).gave).toBe("Untold: the topic: AuthorizationErrorException");
  });

  it("signs with keys that have no token", async () => {
    const { heard } = await ask(keys);
    expect(heard).toHaveLength(1);
    expect(heard[0]?.headers["x-amz-security-token"]).toBeUndefined();
  });

  it("tries again when AWS is overloaded", async () => {
    const overloaded = { status: 400, body: '{"__type":"com.amazonaws.dynamodb#ThrottlingException"}' };
    const { gave, heard } = await ask(keys, [overloaded, { status: 503, body: "{}" }, found]);
    expect(gave).toBe('{"pk":{"S":"ann"}}');
    expect(heard).toHaveLength(3);
  });

  it("has AWS's errors by name, with their message", async () => {
    const missing = {
      status: 400,
      body: '{"__type":"com.amazonaws.dynamodb#ResourceNotFoundException","message":"no"}',
    };
    expect((await ask(keys, [missing])).gave).toBe("ResourceNotFoundException: no");
  });

  it("says which key is missing, and asks nothing", async () => {
    const { gave, heard } = await ask({ AWS_REGION: "eu-central-1" });
    expect(gave).toContain("AWS_ACCESS_KEY_ID is not set");
    expect(heard).toEqual([]);
  });
});
