import { type MermaidGraph, parseMermaid, renderMermaidSVG } from "beautiful-mermaid";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Campaign } from "../../lib/campaign/campaign.ts";
import type { Condition } from "../../lib/campaign/conditions.ts";
import { kind } from "../../lib/campaign/walk.ts";
import { diagram } from "../../lib/compiler/diagram.ts";
import { campaigns } from "../arbitraries/campaign.ts";
import { oddText } from "../arbitraries/words.ts";
import { everyStep, givenCampaign } from "./given.ts";

const exits = (exit: string): Campaign => givenCampaign({ steps: [{ exit }] });
/** The words that a drawing shows for an exit, as a reader sees them. */
function shown(exit: string): string {
  const svg = renderMermaidSVG(diagram(exits(exit)));
  const texts = [...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map((match) => match[1] ?? "");
  const found = texts.find((text) => text.startsWith("Exit: ")) ?? "";
  return found
    .replaceAll("&quot;", '"')
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&#39;", "'")
    .replaceAll("&amp;", "&")
    .slice("Exit: ".length);
}

describe("words in a diagram", () => {
  for (const words of [
    'said "no"',
    "1 < 2 > 0",
    "you & me",
    "&lt;",
    "🎉 gone",
    "ไม่สนใจแล้ว",
    "50% #1",
    "a --> b",
    "it's",
  ]) {
    it(`are drawn as they are: ${words}`, () => expect(shown(words)).toBe(words));
  }

  it("have round brackets and strokes where others would end a node or a label", () => {
    expect(shown("a]) b} c| [d] {e}")).toBe("a)) b) c/ (d) (e)");
  });

  it("stay on one line, and are no entity of Mermaid's", () => {
    expect(diagram(exits("two\nlines"))).toContain("Exit: two lines");
    expect(diagram(exits("#quot;"))).toContain('"Exit: # quot;"');
  });

  it("have quotes, ampersands and angle brackets as entities that every drawer knows", () => {
    expect(diagram(exits('"<&>"'))).toContain('(["Exit: &quot;&lt;&amp;&gt;&quot;"])');
  });

  it("on arrows are quoted, too", () => {
    const branch = { branch: [{ if: { "order.coupon": 'a"|b' }, steps: [{ tag: "a" }] }] };
    expect(diagram(givenCampaign({ steps: [branch] }))).toContain('-->|"order.coupon is a&quot;/b"|');
  });

  it("may have figures under them", () => {
    const text = diagram(givenCampaign({ steps: [{ send: "hello" }] }), (key) =>
      key === "hello" ? "<5> sent" : undefined,
    );
    expect(text).toContain('["Send hello<br/>&lt;5&gt; sent"]');
  });
});

describe("a condition read aloud", () => {
  const words = (condition: Condition): string => {
    const branch = { branch: [{ if: condition, steps: [{ tag: "a" }] }] };
    return /-->\|"(.*)"\|/.exec(diagram(givenCampaign({ steps: [branch] })))?.[1] ?? "";
  };

  for (const [condition, expected] of [
    [{ "customer.orders": { atLeast: 1, atMost: 9 } }, "customer.orders at least 1 and at most 9"],
    [
      { "order.total": { moreThan: 1 }, "order.quantity": { lessThan: 2 } },
      "order.total more than 1 and order.quantity less than 2",
    ],
    [{ "customer.country": { in: ["TH", "VN"] } }, "customer.country is one of TH, VN"],
    [{ "customer.tags": { contains: "vip" } }, "customer.tags contains vip"],
    [{ not: { "order.coupon": { exists: true } } }, "not (order.coupon is known)"],
    [{ "order.coupon": { exists: false } }, "order.coupon is unknown"],
    [{ any: [{ "event.rating": 5 }, { opened: "hello" }] }, "(event.rating is 5 or opened hello)"],
    [{ all: [{ "customer.consent": true }, { clicked: "hello" }] }, "customer.consent is true and clicked hello"],
  ] as [Condition, string][]) {
    it(`is: ${expected}`, () => expect(words(condition)).toBe(expected));
  }
});

describe("the diagram of any campaign", () => {
  it("is read back whole: a node for the start, each step and the end, and no way that leads nowhere", () => {
    fc.assert(
      // Mermaid trims labels, so a caption of nothing but spaces could not be found again.
      fc.property(
        campaigns(),
        oddText.filter((text) => text.trim() !== ""),
        (campaign, caption) => {
          const graph = parseMermaid(diagram(campaign, () => caption));
          const ended = countOf(graph, (label) => label.startsWith("End\n"));
          expect(ended).toBeLessThanOrEqual(1);
          expect(graph.nodes.size).toBe(1 + everyStep(campaign.steps).length + ended);
          expect([...graph.nodes.values()].every(({ label }) => label.includes("\n"))).toBe(true);
          for (const id of graph.nodes.keys()) expectPlaced(graph, id);
        },
      ),
    );
  });

  it("names each step once", () => {
    fc.assert(
      fc.property(campaigns(), (campaign) => {
        const graph = parseMermaid(diagram(campaign));
        const sends = everyStep(campaign.steps).filter((step) => kind(step) === "send");
        expect(countOf(graph, (label) => label.startsWith("Send "))).toBe(sends.length);
      }),
    );
  });
});

/** Every node but the first is led to; every node but exits and the end leads on. */
function expectPlaced({ edges, nodes }: MermaidGraph, id: string): void {
  if (id !== "n0") expect(edges.some(({ target }) => target === id)).toBe(true);
  const isLast = /^(End|Exit: )/.test(nodes.get(id)?.label ?? "");
  expect(edges.some(({ source }) => source === id)).toBe(!isLast);
}

function countOf({ nodes }: MermaidGraph, isMeant: (label: string) => boolean): number {
  return [...nodes.values()].filter(({ label }) => isMeant(label)).length;
}
