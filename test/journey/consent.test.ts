import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { CustomerPatch } from "../../lib/campaign/events.ts";
import { withWord, wordOf } from "../../lib/journey/consent.ts";
import type { Contact } from "../../lib/journey/contact.ts";
import { emptyContact } from "../../lib/journey/profile.ts";
import { START } from "../support/events.ts";

type Said = NonNullable<CustomerPatch["consent"]>;

const at = (later: number) => new Date(START + later).toISOString();
const yes = (later: number): Said => ({ marketing: true, at: at(later), source: "checkout" });
const no = (later: number): Said => ({ marketing: false, at: at(later), source: "page" });
const confirmed = (later: number): Said => ({ ...yes(later), confirmed: true, source: "mailbox" });
const chose = (later: number, topics: Record<string, boolean>): Said => ({ topics, at: at(later), source: "page" });

/** What is known after these words, heard in this order long after they were said. */
function contactOf(...words: Said[]): Contact {
  const about = { seen: START + 1_000, event: "e-1", email: "ann@mail.example" };
  return words.reduce((contact, said) => withWord(contact, wordOf(said, about)), emptyContact());
}

describe("the last word on marketing", () => {
  it("counts, whatever the order in which words arrive; of two at the same moment, the no", () => {
    const words = [yes(0), no(2), yes(1), no(0), yes(2)];
    fc.assert(
      fc.property(fc.shuffledSubarray(words, { minLength: words.length }), (shuffled) => {
        expect(contactOf(...shuffled).consent).toMatchObject({ marketing: false, at: START + 2 });
      }),
    );
  });

  it("brings its evidence, and nothing of the words before", () => {
    const first = contactOf({ ...yes(0), by: "desk", wording: "Offers" });
    expect(first.consent).toEqual({ marketing: true, at: START, source: "checkout", by: "desk", wording: "Offers" });
    expect(contactOf({ ...yes(0), by: "desk" }, yes(1)).consent).toEqual({
      marketing: true,
      at: START + 1,
      source: "checkout",
    });
  });

  it("dated ahead of our clock is taken as said now, so that a no can follow it", () => {
    expect(contactOf(yes(86_400_000)).consent?.at).toBe(START + 1_000);
  });

  it("that changes nothing leaves the contact as it is", () => {
    const contact = contactOf(no(5), chose(5, { offers: true }));
    const again = [yes(4), yes(5), no(5), chose(4, { offers: false }), chose(5, { offers: true })];
    for (const said of again) {
      expect(withWord(contact, wordOf(said, { seen: START + 9, event: "e-2", email: undefined }))).toBe(contact);
    }
  });
});

describe("a confirmed yes", () => {
  it("stays confirmed however often the yes is said again", () => {
    expect(contactOf(yes(0), confirmed(1), yes(2), yes(3)).consent).toMatchObject({
      at: START + 3,
      confirmed: START + 1,
    });
  });

  it("confirms a yes of the same moment", () => {
    expect(contactOf(yes(1), confirmed(1)).consent).toMatchObject({ confirmed: START + 1 });
  });

  it("is over with a no: the next yes has to be confirmed anew", () => {
    const again = contactOf(confirmed(1), no(2), yes(3)).consent;
    expect(again).toMatchObject({ marketing: true, at: START + 3 });
    expect(again).not.toHaveProperty("confirmed");
  });

  it("is never kept over a no, whatever the order in which the words arrive", () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([yes(0), confirmed(1), no(2), yes(3), yes(4)], { minLength: 5 }), (shuffled) => {
        const { consent } = contactOf(...shuffled);
        expect(consent).toMatchObject({ marketing: true, at: START + 4 });
        expect(consent).not.toHaveProperty("confirmed");
      }),
    );
  });

  it("is not touched by a no from before it", () => {
    expect(contactOf(confirmed(3), yes(4), no(2)).consent).toMatchObject({ confirmed: START + 3 });
  });
});

describe("the last word on a topic", () => {
  it("counts for itself, whatever the order; of two at the same moment, the no", () => {
    const words = [
      chose(1, { offers: true, tips: true }),
      chose(3, { offers: false }),
      chose(2, { offers: true, tips: false }),
      chose(3, { offers: true }),
    ];
    fc.assert(
      fc.property(fc.shuffledSubarray(words, { minLength: words.length }), (shuffled) => {
        expect(contactOf(...shuffled).topics).toEqual({
          offers: { on: false, at: START + 3 },
          tips: { on: false, at: START + 2 },
        });
      }),
    );
  });

  it("says nothing about marketing", () => {
    expect(contactOf(yes(0), chose(1, { offers: false })).consent).toMatchObject({ marketing: true, at: START });
  });
});
