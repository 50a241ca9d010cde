import { describe, expect, it } from "vitest";
import type { SendMessage } from "../../lib/compiler/compiled.ts";
import { engage } from "../../lib/journey/engage.ts";
import { enroll } from "../../lib/journey/enroll.ts";
import { NotSent, type TemplateData } from "../../lib/journey/ports.ts";
import { send } from "../../lib/journey/send.ts";
import { TWO_MAILS } from "../support/campaigns.ts";
import { type Doubles, givenDoubles } from "../support/doubles.ts";
import { DAY, HOUR, learned, MINUTE, purchase, START, says } from "../support/events.ts";
import { messageFor } from "../support/messages.ts";
import { recordsOf } from "../support/records.ts";
import { givenCampaign } from "../support/shop.ts";

async function givenAnnIn(...campaigns: string[]): Promise<Doubles> {
  const ids = campaigns.length === 0 ? ["welcome"] : campaigns;
  const doubles = givenDoubles({
    campaigns: ids.map((id) =>
      givenCampaign({ ...TWO_MAILS, id, start: { on: "purchase", again: "always" }, stop: [{ on: "return" }] }),
    ),
  });
  await enroll(doubles.deps, purchase("ann"));
  return doubles;
}

const entryOf = async ({ deps }: Doubles) => (await recordsOf(deps.table).sends("ann"))[0];
const waits: SendMessage["then"] = {
  do: "wait for",
  target: { fact: "clicked", message: "hello" },
  seconds: 3 * 86_400,
};

describe("send", () => {
  it("mails, completes the ledger entry, counts, and answers", async () => {
    const ann = await givenAnnIn();
    expect(await send(ann.deps, messageFor("ann"))).toBe("sent");
    expect(ann.mailer.taken).toHaveLength(1);
    expect(ann.mailer.taken[0]?.mail).toMatchObject({
      to: "ann@mail.example",
      subject: "hello",
      sendId: { customer: "ann", step: "hello" },
    });
    expect(await entryOf(ann)).toMatchObject({ state: "sent", messageId: "m-1", sentAt: START, locale: "en" });
    expect((await recordsOf(ann.deps.table).contact("ann")).sent).toEqual([{ at: START, campaign: "welcome" }]);
    expect([...ann.answers]).toEqual([["token-hello", "ok"]]);
  });

  it("answers nothing where the marketer's wait follows: its state times out by itself", async () => {
    const ann = await givenAnnIn();
    await send(ann.deps, messageFor("ann", { then: { do: "wait", seconds: 60 } }));
    expect(ann.answers.size).toBe(0);
  });

  it("answers a message that comes again, and does not mail it again", async () => {
    const ann = await givenAnnIn();
    await send(ann.deps, messageFor("ann"));
    expect(await send(ann.deps, messageFor("ann", { token: "token-again" }))).toBe("sent");
    expect(ann.mailer.taken).toHaveLength(1);
    expect([...ann.answers.keys()]).toEqual(["token-hello", "token-again"]);
  });

  it("stops the execution of a journey that has ended meanwhile, and mails nothing", async () => {
    const ann = await givenAnnIn();
    await enroll(ann.deps, { ...purchase("ann"), type: "return", eventId: "r-1" } as never);
    ann.stopped.length = 0;
    expect(await send(ann.deps, messageFor("ann"))).toBe("ended");
    expect(ann.mailer.taken).toEqual([]);
    expect(ann.stopped).toEqual([messageFor("ann").enrollment]);
  });

  it("mails nothing for an enrollment that a newer one took the place of, and leaves the newer one alone", async () => {
    const ann = await givenAnnIn();
    await enroll(ann.deps, { ...purchase("ann"), type: "return", eventId: "r-1" } as never);
    await enroll(ann.deps, purchase("ann", { at: START + DAY }));
    expect(await send(ann.deps, messageFor("ann"))).toBe("ended");
    expect(ann.mailer.taken).toEqual([]);
    expect((await recordsOf(ann.deps.table).enrollment("ann")).status).toBe("running");
    expect(ann.stopped.every((name) => name === messageFor("ann").enrollment)).toBe(true);
  });

  it("answers what was sent before the journey was replaced without waiting for anything in the new one", async () => {
    const ann = await givenAnnIn();
    await send(ann.deps, messageFor("ann", { then: waits }));
    await enroll(ann.deps, { ...purchase("ann"), type: "return", eventId: "r-1" } as never);
    await enroll(ann.deps, purchase("ann", { at: START + DAY }));
    expect(await send(ann.deps, messageFor("ann", { then: waits }))).toBe("sent");
    expect(ann.mailer.taken).toHaveLength(1);
  });

  it("fails the token as Deferred with the time to come back, outside of the hours", async () => {
    const ann = await givenAnnIn();
    const message = messageFor("ann", { rules: { hours: "13:00-20:00", lateAfterSeconds: 86_400 } });
    expect(await send(ann.deps, message)).toBe("deferred");
    expect([...ann.answers.values()]).toEqual(["Deferred: 2026-01-01T13:00:00.000Z"]);
    expect(await entryOf(ann)).toBeUndefined();
  });

  it("frees the claim of a message that surely was not taken, and throws so that the queue brings it again", async () => {
    const ann = await givenAnnIn();
    ann.mailer.throws.push(new NotSent("slow down", false));
    await expect(send(ann.deps, messageFor("ann"))).rejects.toThrow("slow down");
    expect(await entryOf(ann)).toMatchObject({ state: "released" });
    expect(await send(ann.deps, messageFor("ann"))).toBe("sent");
    expect((await recordsOf(ann.deps.table).contact("ann")).sent).toHaveLength(1);
  });

  it("asks again before it tries a freed claim again: who said no meanwhile is not mailed", async () => {
    const ann = await givenAnnIn();
    ann.mailer.throws.push(new NotSent("slow down", false));
    await expect(send(ann.deps, messageFor("ann"))).rejects.toThrow();
    // A no whose stop has not reached the enrollment.
    const contact = await recordsOf(ann.deps.table).contact("ann");
    await ann.deps.table.write({
      put: { ...contact, rev: contact.rev + 1, consent: { marketing: false, at: START, source: "x" } } as never,
    });
    expect(await send(ann.deps, messageFor("ann"))).toBe("unsubscribed");
    expect(ann.mailer.taken).toEqual([]);
  });

  it("uses a customer's new address for a freed claim", async () => {
    const ann = await givenAnnIn();
    ann.mailer.throws.push(new NotSent("slow down", false));
    await expect(send(ann.deps, messageFor("ann"))).rejects.toThrow();
    await enroll(ann.deps, learned("ann", { email: "new@mail.example" }, { at: START + 1 }));
    await send(ann.deps, messageFor("ann"));
    expect(ann.mailer.taken.map(({ mail }) => mail.to)).toEqual(["new@mail.example"]);
  });

  it("looks again when a no is written between its reading and its claim", async () => {
    const ann = await givenAnnIn();
    const { transact } = ann.deps.table;
    ann.deps.table.transact = async (actions) => {
      ann.deps.table.transact = transact;
      await enroll(ann.deps, learned("ann", says(false, START + 1), { at: START + 1 }));
      return transact(actions);
    };
    expect(await send(ann.deps, messageFor("ann"))).toBe("ended");
    expect(ann.mailer.taken).toEqual([]);
  });

  it("says that a claim is open, until a Send event or fifteen minutes settle it", async () => {
    const ann = await givenAnnIn();
    ann.deps.mailer = { ...ann.mailer, wasSent: async () => "unknown" };
    ann.mailer.throws.push(new Error("connection reset"));
    const message = messageFor("ann", { then: waits });
    await expect(send(ann.deps, message)).rejects.toThrow("connection reset");
    ann.clock.now = START + 15 * MINUTE - 1;
    await expect(send(ann.deps, message)).rejects.toMatchObject({ name: "ClaimOpen" });
    ann.clock.now += 1;
    expect(await send(ann.deps, message)).toBe("unconfirmed");
    expect(await entryOf(ann)).toMatchObject({ state: "unconfirmed" });
    expect(ann.log).toContain("message unconfirmed");
    expect(ann.mailer.taken).toEqual([]);
  });

  it("takes a delivery for the proof that an open claim went out", async () => {
    const ann = await givenAnnIn();
    ann.deps.mailer = { ...ann.mailer, wasSent: async () => "unknown" };
    ann.mailer.throws.push(new Error("connection reset"));
    const message = messageFor("ann");
    await expect(send(ann.deps, message)).rejects.toThrow();
    await engage(ann.deps, { fact: "delivered", message, at: START + 1 });
    expect(await send(ann.deps, message)).toBe("sent");
    expect(await entryOf(ann)).toMatchObject({ state: "sent" });
  });

  it("carries links to the preferences and to a confirmation that are good in this mailbox alone", async () => {
    const ann = await givenAnnIn();
    const { templates, links, addresses } = ann.deps;
    const written: TemplateData["links"][] = [];
    const watched: typeof templates = {
      render: async (template, locale, data) => {
        written.push(data.links);
        return templates.render(template, locale, data);
      },
    };
    await send({ ...ann.deps, templates: watched }, messageFor("ann"));
    const address = addresses.hash("ann@mail.example");
    expect(written).toEqual([
      expect.objectContaining({
        preferences: links.preferences("ann", address),
        confirm: links.confirm("ann", address),
      }),
    ]);
    expect((await entryOf(ann))?.address).toBe(address);
  });

  it("withholds what cannot be rendered, tells the log no address, and fails a waitFor", async () => {
    const ann = await givenAnnIn();
    ann.unrenderable.add("ann");
    expect(await send(ann.deps, messageFor("ann", { then: waits }))).toBe("template fault");
    expect([...ann.answers.values()]).toEqual(["Withheld: template fault"]);
    expect(ann.log).toEqual(["template fault"]);
  });

  it("ends every journey at a hard no, and only its own when the message comes again after a yes", async () => {
    const ann = await givenAnnIn("welcome", "other");
    const { table } = ann.deps;
    const records = recordsOf(table);
    const contact = await records.contact("ann");
    await table.write({
      put: { ...contact, rev: contact.rev + 1, consent: { marketing: false, at: START, source: "x" } } as never,
    });
    expect(await send(ann.deps, messageFor("ann"))).toBe("unsubscribed");
    expect((await records.enrollment("ann", "other")).outcome).toBe("unsubscribed");

    ann.clock.now = START + 1;
    await enroll(ann.deps, learned("ann", says(true, START + 1), { at: START + 1 }));
    ann.clock.now = START + HOUR;
    await enroll(ann.deps, purchase("ann", { at: ann.clock.now }));
    expect(await send(ann.deps, messageFor("ann"))).toBe("unsubscribed");
    expect((await records.enrollment("ann", "other")).status).toBe("running");
    expect((await records.enrollment("ann", "welcome")).status).toBe("running");
  });

  it("ends its journey when the message comes again after a crash between the hard no and the stop", async () => {
    const ann = await givenAnnIn();
    const records = recordsOf(ann.deps.table);
    const contact = await records.contact("ann");
    await ann.deps.table.write({
      put: { ...contact, rev: contact.rev + 1, consent: { marketing: false, at: START, source: "x" } } as never,
    });
    const { query } = ann.deps.table;
    ann.deps.table.query = async () => {
      throw new Error("killed");
    };
    await expect(send(ann.deps, messageFor("ann"))).rejects.toThrow("killed");
    ann.deps.table.query = query;
    await send(ann.deps, messageFor("ann"));
    expect(await records.enrollment("ann")).toMatchObject({ status: "ended", outcome: "unsubscribed" });
    expect(ann.answers.size).toBe(0);
  });
});
