import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { type LocalServer, type StartOptions, startLocal } from "../../../lib/local/start.ts";
import { project } from "./project.ts";

/** A real server on a free port, with an empty database in memory unless said otherwise. */
export async function givenServer(options: Partial<StartOptions> = {}) {
  const server = await startLocal({
    ...project(),
    databasePath: ":memory:",
    port: 0,
    empty: true,
    log: () => {},
    ...options,
  });
  onTestFinished(server.stop);
  return clientOf(server);
}

export type Client = ReturnType<typeof clientOf>;

function clientOf({ url, stop }: LocalServer) {
  const call = (path: string, init?: RequestInit) => fetch(`${url}${path}`, { redirect: "manual", ...init });
  const get = async (path: string) => (await call(path)).json() as Promise<never>;
  return {
    url,
    stop,
    call,
    page: async (path: string) => (await call(path)).text(),
    events: (body: unknown) => call("/events", json(body)),
    form: (path: string, fields: Record<string, string>) =>
      call(path, { method: "POST", body: new URLSearchParams(fields) }),
    clock: async () => (await get("/api/clock")) as { now: string; aheadSeconds: number; next?: string },
    forward: async (words: string) =>
      (await (await call("/api/clock", json({ forward: words }))).json()) as {
        now: string;
        happened: { sent: number; ended: number };
      },
    mails: async (query = "") => ((await get(`/api/inbox${query}`)) as { mails: ApiMail[] }).mails,
    customer: async (id: string) => (await get(`/api/customers/${id}`)) as ApiCustomer,
  };
}

export interface ApiMail {
  id: number;
  subject: string;
  html: string;
  headers: Record<string, string>;
  sendId: { customer: string; enrollment: string; step: string };
}

export interface ApiCustomer {
  contact: { consent?: { marketing: boolean; source: string } };
  profile: { orders: number };
  journeys: {
    enrollment: { campaign: string; status: string; version: string; outcome?: string };
    moments: { what: string; state?: string; send?: { step: string; opened?: number; clicked?: number } }[];
  }[];
}

export function json(body: unknown): RequestInit {
  return { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
}

export function purchase(customerId = "ann", eventId = "e-1", more: object = {}) {
  return {
    type: "purchase",
    eventId,
    customerId,
    at: new Date().toISOString(),
    customer: { email: `${customerId}@example.com`, firstName: "Ann" },
    order: { id: `o-${eventId}`, total: 30, currency: "USD" },
    ...more,
  };
}

/** Journeys go on behind the answers; what they lead to is there within moments. */
export async function eventually<Result>(look: () => Promise<Result | undefined | false>): Promise<Result> {
  for (let tries = 0; tries < 200; tries++) {
    const found = await look();
    if (found !== undefined && found !== false) return found;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error("it did not happen within two seconds");
}

export const mailOf = (client: Client, step: string) =>
  eventually(async () => (await client.mails()).find(({ sendId }) => sendId.step === step));

export function givenFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "regulars-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
