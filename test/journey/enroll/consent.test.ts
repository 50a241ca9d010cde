import { describe, expect, it } from "vitest";
import type { CustomerPatch } from "../../../lib/campaign/events.ts";
import { readEvent } from "../../../lib/campaign/read-event.ts";
import type { ConsentWord } from "../../../lib/journey/contact.ts";
import { enroll } from "../../../lib/journey/enroll.ts";
import { keys, partitionOf } from "../../../lib/journey/keys.ts";
import type { Key } from "../../../lib/store/table.ts";
import { type Doubles, givenDoubles } from "../../support/doubles.ts";
import { happened, learned, purchase, START } from "../../support/events.ts";
import { recordsOf } from "../../support/records.ts";
import { type Authored, givenCampaign, type Kinds } from "../../support/shop.ts";
import { world } from "../../support/world.ts";

type Said = NonNullable<CustomerPatch["consent"]>;

const at = (later: number) => new Date(START + later).toISOString();
const yes: Said = { marketing: true, at: at(0), source: "checkout", by: "desk", wording: "Send me offers." };

const words = async ({ deps }: Doubles): Promise<(ConsentWord & Key)[]> =>
  (await deps.table.query(partitionOf("ann"), { prefix: "consent#" })).items as unknown as (ConsentWord & Key)[];

describe("a word on consent", () => {
  it("is kept with its evidence", async () => {
    const ann = givenDoubles();
    ann.clock.now = START + 5;
    await enroll(ann.deps, learned("ann", { email: "ann@mail.example", consent: yes }, { id: "e-1" }));
    const { marketing, source, by, wording } = yes;
    expect(await words(ann)).toEqual([
      {
        ...keys.consent("ann", START, (await words(ann))[0]?.sk.split("#")[2] ?? ""),
        ...{ marketing, source, by, wording, at: START },
        ...{ seen: START + 5, event: "e-1", email: "ann@mail.example" },
      },
    ]);
  });

  it("that shops repeat with each order is kept once, as it was told first", async () => {
    const ann = givenDoubles();
    const no: Said = { marketing: false, at: at(2), source: "page" };
    const told = [yes, yes, no, yes, yes, no];
    for (const [n, consent] of told.entries()) {
      ann.clock.now = START + 10 + n;
      await enroll(ann.deps, learned("ann", { email: "ann@mail.example", consent }, { id: `e-${n}` }));
    }
    expect((await words(ann)).map(({ marketing, event, seen }) => [marketing, event, seen])).toEqual([
      [true, "e-0", START + 10],
      [false, "e-2", START + 12],
    ]);
  });

  it("that came too late to count is kept all the same", async () => {
    const ann = givenDoubles();
    ann.clock.now = START + 10;
    await enroll(ann.deps, learned("ann", { consent: { marketing: false, at: at(3), source: "page" } }, { id: "e-1" }));
    await enroll(ann.deps, learned("ann", { consent: yes }, { id: "e-2" }));
    expect((await words(ann)).map(({ marketing }) => marketing)).toEqual([true, false]);
    expect((await recordsOf(ann.deps.table).contact("ann")).consent?.marketing).toBe(false);
  });
});

describe("consent.given", () => {
  const KINDS: Kinds = { confirm: { kind: "transactional" } };
  const CONFIRM = {
    id: "confirm",
    start: { on: "consent.given", again: "always", if: { "event.confirmed": false } },
    steps: [{ send: "confirm" }],
  } satisfies Authored;
  const given = async ({ deps }: Doubles) =>
    (await deps.table.query(partitionOf("ann"), { prefix: "event#" })).items
      .filter(({ type }) => type === "consent.given")
      .map(({ facts }) => (facts as { confirmed: boolean }).confirmed);

  async function tell(ann: Doubles, ...said: Partial<Said>[]): Promise<void> {
    for (const [n, consent] of said.entries()) {
      ann.clock.now = START + n;
      await enroll(ann.deps, learned("ann", { consent: { ...yes, at: at(n), ...consent } }, { id: `e-${n}` }));
    }
  }

  it("follows once when a yes begins, and once when it is confirmed", async () => {
    const ann = givenDoubles();
    await tell(ann, {}, {}, { confirmed: true }, {}, { confirmed: true });
    expect(await given(ann)).toEqual([false, true]);
  });

  it("follows again a yes that comes after a no, and no word that is not the last", async () => {
    const ann = givenDoubles();
    await tell(ann, {}, { marketing: false }, {}, { marketing: false, at: at(0) });
    expect(await given(ann)).toEqual([false, false]);
    const bob = givenDoubles();
    await tell(bob, { marketing: false, at: at(0) }, { at: at(-5) });
    expect(await given(bob)).toEqual([]);
  });

  describe("when the address changes after a yes was confirmed", () => {
    const YEAR = 365 * 86_400_000;
    const to = (email: string, consent?: Said) =>
      learned("ann", { email, ...(consent === undefined ? {} : { consent }) });
    const CAMPAIGNS = [
      { ...CONFIRM, start: { ...CONFIRM.start, if: { "event.toConfirm": true } } },
      { id: "news", start: { on: "signed-up" }, steps: [{ send: "news" }] },
    ] satisfies Authored[];

    async function givenMoved(consent: "double-opt-in" | "strict", email: string, said?: Said) {
      const shop = world({ campaigns: CAMPAIGNS, kinds: KINDS, shop: { consent } });
      await shop.tells(to("ann@mail.example", { ...yes, confirmed: true }));
      await shop.passes(YEAR);
      await shop.tells({ ...to(email, said), eventId: "moved", at: new Date(shop.now()).toISOString() });
      await shop.tells(happened("signed-up", "ann", { at: shop.now() }));
      return shop;
    }

    it("nobody is written to who has not confirmed from the new mailbox, and it is asked", async () => {
      for (const said of [undefined, { ...yes, at: at(YEAR) }, yes]) {
        const shop = await givenMoved("double-opt-in", "bob@mail.example", said);
        expect(shop.mails()).toEqual(["ann confirm"]);
      }
    });

    it("it stays confirmed in another spelling, or when the shop says so", async () => {
      expect((await givenMoved("double-opt-in", "Ann@MAIL.example")).mails()).toEqual(["ann news"]);
      const said = { ...yes, at: at(YEAR), confirmed: true } as const;
      expect((await givenMoved("double-opt-in", "bob@mail.example", said)).mails()).toEqual(["ann news"]);
    });

    it("shops that ask for no confirmation go on", async () => {
      expect((await givenMoved("strict", "bob@mail.example")).mails()).toEqual(["ann news"]);
    });
  });

  it("is part of what its event led to", async () => {
    const { deps } = givenDoubles({ campaigns: [givenCampaign(CONFIRM)] });
    const event = learned("ann", { consent: { ...yes, at: at(0) } });
    expect((await enroll(deps, event)).enrolled.map(({ campaign }) => campaign)).toEqual(["confirm"]);
    expect(await enroll(deps, event)).toMatchObject({ applied: false, enrolled: [] });
  });

  it("starts a campaign, once however often its event is delivered", async () => {
    const shop = world({ campaigns: [CONFIRM], kinds: KINDS, shop: { consent: "double-opt-in" } });
    const event = learned("ann", { email: "ann@mail.example", consent: yes });
    for (let n = 0; n < 3; n++) await shop.tells(event);
    expect(shop.mails()).toEqual(["ann confirm"]);
  });

  it("is taken in by a replay, when a crash came between the event and what follows it", async () => {
    const ann = givenDoubles({ campaigns: [givenCampaign(CONFIRM, undefined, KINDS)] });
    const event = learned("ann", { email: "ann@mail.example", consent: yes });
    const { transact } = ann.deps.table;
    let calls = 0;
    ann.deps.table.transact = async (writes) => {
      calls += 1;
      if (calls === 2) throw new Error("killed");
      await transact(writes);
    };
    await expect(enroll(ann.deps, event)).rejects.toThrow("killed");
    expect(ann.started).toEqual([]);
    await enroll(ann.deps, event);
    await enroll(ann.deps, event);
    expect(ann.started).toHaveLength(1);
    expect(await given(ann)).toEqual([false]);
  });

  it("is nothing that a shop may send", () => {
    expect(readEvent(happened("consent.given", "ann"), "body")).toMatchObject({ faults: [{}] });
    expect(readEvent(purchase("ann"), "body")).toHaveProperty("faults", []);
  });
});
