import { execFileSync, spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { stripTypeScriptTypes } from "node:module";
import { describe, expect, it } from "vitest";
import { receive } from "../../lib/door/receive.ts";
import { readSecrets } from "../../lib/door/secrets.ts";
import { givenPorts, KEY, SECRETS } from "./given.ts";

const page = readFileSync(new URL("../../docs/emit-events.md", import.meta.url), "utf8");

function snippets(language: string): string[] {
  return [...page.matchAll(new RegExp(`^ *\`\`\`${language}\n(.*?)^ *\`\`\``, "gms"))].map(([, code]) => code ?? "");
}

/** Runs shell lines of the page; what they would have sent with curl comes back. */
function sent(script: string): { headers: Record<string, string>; body: string } {
  const output = `out() { [ "$1" = ApiUrl ] && printf 'https://api.example'; }`;
  const shell = `curl() { printf '%s\\0' "$@"; }\n${output}\n${script}`;
  const env = { ...process.env, KEY };
  const [url, ...options] = execFileSync("bash", ["-euc", shell], { env, encoding: "utf8" }).split("\0");
  expect(url).toBe("https://api.example/events");
  const headers: Record<string, string> = {};
  let body = "";
  options.forEach((option, at) => {
    const value = options[at + 1] ?? "";
    if (option === "--header") headers[value.slice(0, value.indexOf(":"))] = value.slice(value.indexOf(":") + 1).trim();
    if (option === "--data-binary") body = value;
  });
  return { headers, body };
}

const hasOpenssl = spawnSync("openssl", ["version"]).status === 0;

describe("docs/emit-events.md", () => {
  const curls = snippets("sh").filter((code) => code.includes("curl "));

  it("sends an event with the key that the door takes", async () => {
    const { headers, body } = sent(curls[0] ?? "");
    expect(headers["x-regulars-key"]).toBe(KEY);
    const answer = await receive({ path: "events", headers, body, now: Date.now() }, SECRETS, givenPorts().ports);
    expect(answer.status).toBe(202);
  });

  it.runIf(hasOpenssl)("signs an event with openssl so that the door believes it", async () => {
    const { headers, body } = sent(curls[1] ?? "");
    expect(headers["x-regulars-key"]).toBeUndefined();
    const now = Date.now();
    expect((await receive({ path: "events", headers, body, now }, SECRETS, givenPorts().ports)).status).toBe(202);
    const other = { path: "events", headers, body: `${body} `, now } as const;
    expect((await receive(other, SECRETS, givenPorts().ports)).status).toBe(401);
  });

  it("shows TypeScript that Node can run, with the condition that makes it an insert", () => {
    const [code = ""] = snippets("ts");
    expect(stripTypeScriptTypes(code)).toContain('ConditionExpression: "attribute_not_exists(eventId)"');
  });

  it("names the parts of the secret that are read", () => {
    const json = snippets("json").find((code) => code.includes("olderKeys")) ?? "";
    expect(readSecrets(json.replaceAll("…", KEY))).toEqual({
      keys: [KEY, KEY],
      shopify: [KEY],
      woocommerce: [KEY],
      guests: KEY,
    });
  });
});
