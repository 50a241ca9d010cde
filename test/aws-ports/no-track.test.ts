import { describe, expect, it } from "vitest";
import { untracked } from "../../lib/aws/no-track.ts";

const OURS = "https://mail.shop.example/";

describe("links of ours", () => {
  it.each([
    [
      '<a href="https://mail.shop.example/u/x.y">No</a>',
      '<a ses:no-track href="https://mail.shop.example/u/x.y">No</a>',
    ],
    ["<a href='https://mail.shop.example/u/x'>No</a>", "<a ses:no-track href='https://mail.shop.example/u/x'>No</a>"],
    ["<a href=https://mail.shop.example/u/x>No</a>", "<a ses:no-track href=https://mail.shop.example/u/x>No</a>"],
    [
      '<A class="a > b"\n  HREF = " https://mail.shop.example/u/x" >No</A>',
      '<A ses:no-track class="a > b"\n  HREF = " https://mail.shop.example/u/x" >No</A>',
    ],
  ])("are marked: %s", (given, marked) => {
    expect(untracked(given, OURS)).toBe(marked);
  });

  it.each([
    '<a href="https://shop.example/">Shop</a>',
    '<a href="https://mail.shop.example.evil.example/u/x">Not ours</a>',
    '<a ses:no-track href="https://mail.shop.example/u/x">Marked before</a>',
    '<a name="https://mail.shop.example/u/x">No link</a>',
    '<a data-href="https://mail.shop.example/u/x" href="https://shop.example/">Elsewhere</a>',
    '<abbr title="https://mail.shop.example/u/x">No link</abbr>',
    "https://mail.shop.example/u/x",
  ])("are not taken for what is none: %s", (html) => {
    expect(untracked(html, OURS)).toBe(html);
  });

  it("are all marked but the one whose visits SES is to report, to the letter", () => {
    const hidden = "https://mail.shop.example/h";
    const [kept, longer] = [`<a href="${hidden}"></a>`, `<a href="${hidden}/x"></a>`];
    expect(untracked(kept, OURS, hidden)).toBe(kept);
    expect(untracked(longer, OURS, hidden)).toContain("ses:no-track");
    expect(untracked(kept, OURS)).toContain("ses:no-track");
  });

  it("are all marked, between others", () => {
    const html =
      '<a href="https://mail.shop.example/u/1">1</a><a href="https://x.example">2</a><a href="https://mail.shop.example/u/3">3</a>';
    expect(untracked(html, OURS).match(/ses:no-track/g)).toHaveLength(2);
  });

  it("are found in reasonable time in what was never ended", () => {
    const html = `<a ${'"'.repeat(1)}${" x".repeat(20_000)}`;
    expect(untracked(html, OURS)).toBe(html);
  });
});
