import { describe, expect, it } from "vitest";
import type { Facts } from "../../../lib/operate/check/facts.ts";
import type { Answer } from "../../../lib/operate/check/rule.ts";
import { RULES } from "../../../lib/operate/check/rules.ts";
import { givenShop } from "../../support/shop.ts";
import { givenFacts } from "./given.ts";
import { but, EXAMPLES, set, warm, warmUp } from "./given-examples.ts";

function answers(name: string, facts: Facts): Answer[] {
  const rule = RULES.find((one) => one.name === name);
  if (rule === undefined) throw new Error(`no rule "${name}"`);
  return [rule.check(facts) ?? []].flat();
}

describe("a rule finds", () => {
  it.each(EXAMPLES)("%s", (rule, facts, level, found) => {
    const [answer] = answers(rule, facts);
    expect(answer).toMatchObject({ level, found: expect.stringMatching(found) });
    // Faults of files say themselves how to mend them.
    const isToMend = ["advice", "warning", "error"].includes(level) && rule !== "campaigns and templates";
    expect(answer?.fix !== undefined).toBe(isToMend);
  });

  it("nothing wrong with a shop that is well", () => {
    const found = RULES.flatMap(({ name }) => answers(name, givenFacts()).map(({ level }) => [name, level]));
    expect(found.filter(([, level]) => level !== "ok")).toEqual([]);
    expect(new Set(found.map(([name]) => name)).size).toBe(RULES.length - 1);
  });

  it.each(RULES.map(({ name }) => name))("what is wrong and what is right: %s has an example of both", (name) => {
    const levels = EXAMPLES.filter(([rule]) => rule === name).map(([, , level]) => level);
    const well = answers(name, givenFacts()).map(({ level }) => level);
    expect([...levels, ...well]).toContain("ok");
    expect(levels.some((level) => level !== "ok")).toBe(true);
  });
});

describe("a rule has nothing to say", () => {
  it("of a tracking domain that nobody wants", () => {
    const { tracking: _none, ...dns } = givenFacts().dns;
    const facts = { ...set({ TrackingOptions: undefined }), dns, stage: {} };
    expect(answers("tracking domain", facts)).toEqual([]);
    expect(answers("tracking domain of the set", facts)).toEqual([]);
  });

  it("of a warm-up that has not begun, or is over", () => {
    expect(answers("warm-up within the quota", warm(1, "2026-11-19"))).toEqual([]);
    expect(answers("warm-up within the quota", warm(1, "2027-02-01"))).toEqual([]);
  });

  it("of the signature of a sender that SES does not know", () => {
    const facts = but("identities", () => []);
    const about = ["DKIM signature", "DKIM alignment", "MAIL FROM domain", "SPF of the MAIL FROM domain"];
    expect(about.flatMap((name) => answers(name, facts))).toEqual([]);
  });
});

describe("what could not be asked", () => {
  it("is unknown, and never wrong", () => {
    const gap = { is: "unknown", why: "timeout" } as const;
    const { dns } = givenFacts();
    const facts = givenFacts({
      dns: {
        policy: gap,
        replies: dns.replies.map((one) => ({ ...one, servers: gap })),
        tracking: { name: "go.bluecup.example", leadsTo: gap },
      },
      account: gap,
      identities: gap,
      mailFromSpf: gap,
      set: gap,
      destinations: gap,
      counted: gap,
      pause: gap,
      shop: givenShop({ warmUp }),
    });
    const found = RULES.filter(({ group }) => group !== "Files").flatMap(({ name }) => answers(name, facts));
    expect(found).toHaveLength(RULES.length - 2);
    expect(new Set(found.map(({ level }) => level))).toEqual(new Set(["unknown"]));
  });
});
