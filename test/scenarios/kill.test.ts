import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";

const KILLS = Number(process.env.KILLS ?? 200);
/** Every fourth is killed while it starts and recovers, the others under load. Milliseconds. */
const LONGEST_START = 600;
const LONGEST_LIFE = 300;
const CLIENTS = 3;
const MESSAGES = ["first", "later", "second", "third"];

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "kill-"));
  cpSync(new URL("./kill-project", import.meta.url), folder, { recursive: true });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Server {
  child: ChildProcess;
  /** Undefined when it was killed before it listened. */
  url: Promise<string | undefined>;
}

function startServer(): Server {
  const program = new URL("../../bin/regulars.ts", import.meta.url).pathname;
  const child = spawn(process.execPath, [program, "--project", folder, "start", "--port", "0", "--empty"]);
  const url = new Promise<string | undefined>((resolve) => {
    let said = "";
    child.stdout.on("data", (text) => {
      said += text;
      const found = /at (http:\S+)/.exec(said)?.[1];
      if (found !== undefined) resolve(found);
    });
    child.once("exit", () => resolve(undefined));
  });
  return { child, url };
}

async function post(url: string, path: string, body: unknown): Promise<unknown> {
  const response = await fetch(url + path, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  return response.json();
}

function purchase(customerId: string, at: string) {
  return {
    type: "purchase",
    eventId: "only",
    customerId,
    at,
    order: { id: "only", total: 10, currency: "USD" },
    customer: { email: `${customerId}@example.com` },
  };
}

/** Purchases of new customers until the server dies; those that were answered are owed their messages. */
async function shop(url: string, clientName: string, answered: Set<string>, asked: Set<string>): Promise<void> {
  for (let n = 0; ; n++) {
    const customer = `${clientName}-${n}`;
    asked.add(customer);
    try {
      const { now } = (await (await fetch(`${url}/api/clock`)).json()) as { now: string };
      await post(url, "/events", purchase(customer, now));
      answered.add(customer);
      if (n % 5 === 0) await post(url, "/api/clock", { forward: "1 hour" });
    } catch {
      return;
    }
  }
}

test(`a server killed ${KILLS} times under load loses no journey and sends no message twice`, async () => {
  const answered = new Set<string>();
  const asked = new Set<string>();
  for (let kill = 0; kill < KILLS; kill++) {
    const { child, url } = startServer();
    const died = once(child, "exit");
    const clients = url.then((address) =>
      address === undefined
        ? []
        : Promise.all(
            Array.from({ length: CLIENTS }, (_, client) => shop(address, `c${kill}-${client}`, answered, asked)),
          ),
    );
    if (kill % 4 > 0) await url;
    await sleep(Math.random() * (kill % 4 > 0 ? LONGEST_LIFE : LONGEST_START));
    child.kill("SIGKILL");
    await died;
    await clients;
  }
  process.stderr.write(`${KILLS} kills: ${asked.size} purchases posted, ${answered.size} answered before the kill\n`);
  expect(answered.size).toBeGreaterThan(KILLS);

  const { child, url } = startServer();
  const address = (await url) ?? "";
  for (let day = 0; day < 3; day++) await post(address, "/api/clock", { forward: "1 day" });

  const mails = await allMails(address);
  const got = new Map<string, string[]>();
  for (const { sendId, template } of mails) got.set(sendId.customer, [...(got.get(sendId.customer) ?? []), template]);
  for (const [customer, templates] of got) {
    expect(templates.sort(), `messages of ${customer}`).toEqual(MESSAGES);
    expect(asked).toContain(customer);
  }
  for (const customer of answered) expect(got.has(customer), `${customer} was answered and got messages`).toBe(true);
  const figures = (await (await fetch(`${address}/api/figures`)).json()) as Record<string, Figures>;
  for (const campaign of ["series", "later"]) {
    const count = (what: string) => figures[campaign]?.counts.find((one) => one.what === what)?.n ?? 0;
    expect(count("enrolled"), `people in ${campaign}`).toBe(got.size);
    expect(count("ended: completed"), `completed journeys of ${campaign}`).toBe(got.size);
  }
  child.kill("SIGKILL");
  await once(child, "exit");
}, 600_000);

interface Figures {
  counts: { what: string; n: number }[];
}

interface Mail {
  id: number;
  template: string;
  sendId: { customer: string };
}

async function allMails(url: string): Promise<Mail[]> {
  const mails: Mail[] = [];
  for (let before = ""; ; ) {
    const page = (await (await fetch(`${url}/api/inbox${before}`)).json()) as { mails: Mail[] };
    if (page.mails.length === 0) return mails;
    mails.push(...page.mails);
    before = `?before=${mails.at(-1)?.id}`;
  }
}
