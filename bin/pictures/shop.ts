/** A local server as its customers and its shop use it: by its doors alone. */
export interface Shop {
  /** The shop says that something happened, now. Throws when it is refused. */
  says(event: { type: string; eventId: string; customerId: string } & Record<string, unknown>): Promise<void>;
  /** The clock goes on by one day, and what is due by then happens. */
  nextDay(): Promise<void>;
  /** Messages that came since this was asked last, in their order. */
  newMails(): Promise<Mail[]>;
  opens(mail: Mail): Promise<void>;
  /** Answers by the page that the message links to. */
  answers(mail: Mail, answer: { score: number; comment?: string }): Promise<void>;
}

export interface Mail {
  id: number;
  html: string;
  sendId: { customer: string; step: string };
}

const MOST_MAILS = 200;

export function createShop(url: string): Shop {
  let seen = 0;

  async function call(path: string, init?: RequestInit): Promise<Response> {
    const answer = await fetch(`${url}${path}`, init);
    if (!answer.ok) throw new Error(`${path.replace(/\?.*/, "")} answered ${answer.status}: ${await answer.text()}`);
    return answer;
  }

  function send(path: string, body: unknown): Promise<Response> {
    const headers = { "content-type": "application/json" };
    return call(path, { method: "POST", headers, body: JSON.stringify(body) });
  }

  return {
    async says(event) {
      const { now } = (await (await call("/api/clock")).json()) as { now: string };
      await send("/events", { at: now, ...event });
    },
    async nextDay() {
      await send("/api/clock", { forward: "1 day" });
    },
    async newMails() {
      const answer = await call(`/api/inbox?limit=${MOST_MAILS}`);
      const { mails } = (await answer.json()) as { mails: Mail[] };
      const fresh = mails.filter(({ id }) => id > seen).sort((one, other) => one.id - other.id);
      seen = Math.max(seen, ...mails.map(({ id }) => id));
      return fresh;
    },
    async opens({ id }) {
      await call(`/inbox/${id}`);
    },
    async answers({ html, sendId }, { score, comment = "" }) {
      const [, path] = /href="[^"]*?(\/s\/[^"?]+)/.exec(html) ?? [];
      if (path === undefined) throw new Error(`${sendId.step} has no link to a survey`);
      await call(path, { method: "POST", body: new URLSearchParams({ score: String(score), comment }) });
    },
  };
}
