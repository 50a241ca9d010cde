import fc from "fast-check";
import { compile } from "html-to-text";
import { describe, expect, it } from "vitest";
import { toPlainText } from "../../lib/email/html/plain/plain.ts";

/** A converter with every feature, set to write as ours does: too large for a function, and right to be compared with. */
const reference = compile({
  wordwrap: false,
  selectors: [
    { selector: "a", options: { linkBrackets: ["(", ")"], hideLinkHrefIfSameAsText: true } },
    { selector: "img", format: "skip" },
    ...["h1", "h2", "h3", "h4", "h5", "h6"].map((selector) => ({ selector, options: { uppercase: false } })),
    { selector: "ul", options: { itemPrefix: "- " } },
    { selector: "hr", options: { length: 20 } },
    { selector: "tr", format: "block", options: { leadingLineBreaks: 1, trailingLineBreaks: 1 } },
    { selector: "tbody > tr", format: "block", options: { leadingLineBreaks: 2, trailingLineBreaks: 2 } },
  ],
});

const words = fc.constantFrom("a", " b", "c ", "  d\n e ", "one two", "\n", "&amp;", "x&nbsp;y", "5 < 6", "é", "");
const inline = (inner: fc.Arbitrary<string>) =>
  fc.oneof(
    fc.tuple(fc.constantFrom("b", "span", "font", "center"), inner).map(([name, text]) => `<${name}>${text}</${name}>`),
    fc
      .tuple(fc.constantFrom("https://shop.example/a?b=1&amp;c=2", "mailto:a@b.example", "#top", "", "a"), inner)
      .map(([href, text]) => `<a class='x' href="${href}">${text}</a>`),
    fc.constantFrom("<br>", "<br/>", '<img src="x.png" alt="cup">', "<!-- not <b>this</b> -->", "<wbr>"),
  );
const BLOCKS = ["div", "p", "h1", "h4", "section", "blockquote", "pre", "td"];
const { tree } = fc.letrec<{ tree: string; entry: string; row: string }>((tie) => ({
  tree: fc
    .array(
      fc.oneof(
        { maxDepth: 4 },
        words,
        inline(tie("tree")),
        fc.tuple(fc.constantFrom(...BLOCKS), tie("tree")).map(([name, text]) => `<${name}>${text}</${name}>`),
        fc
          .tuple(
            fc.constantFrom("<ul>", "<ol>", '<ol start="9">', '<ol type="i" start="38">'),
            fc.array(tie("entry"), { maxLength: 4 }),
          )
          .map(([start, entries]) => `${start}\n${entries.join("\n")}</${start.slice(1, 3)}>`),
        fc
          .tuple(fc.boolean(), fc.array(tie("row"), { maxLength: 3 }))
          .map(([isLaidOut, rows]) =>
            isLaidOut ? `<table><tbody>${rows.join("")}</tbody></table>` : `<table>${rows.join(" ")}</table>`,
          ),
        fc.constant("<hr>"),
      ),
      { maxLength: 4 },
    )
    .map((parts) => parts.join("")),
  entry: fc.tuple(fc.boolean(), tie("tree")).map(([isEnded, text]) => `<li>${text}${isEnded ? "</li>" : ""}`),
  row: fc
    .array(tie("tree"), { maxLength: 3 })
    .map((cells) => `<tr>${cells.map((cell) => `<td>${cell}</td>`).join(" ")}</tr>`),
}));

/** Line breaks beyond an empty line are taken out of every mail. */
const tidy = (text: string) =>
  text
    .replace(/[ \t]+$/gm, "")
    .replace(/\n{3,}/g, "\n\n")
    .trim();

describe("HTML as text", () => {
  it("is what a converter with every feature makes of it", () => {
    fc.assert(
      fc.property(tree, (html) => {
        expect(tidy(toPlainText(html))).toBe(tidy(reference(html)));
      }),
      { numRuns: 1500 },
    );
  });

  it.each([
    ["an address in the text of its link", '<a href="https://a.example">https://a.example</a>', "https://a.example"],
    [
      "addresses with what looks like a sign",
      '<a href="https://a.example?a=1&copy=2">go</a>',
      "go (https://a.example?a=1&copy=2)",
    ],
    ["names and numbers of signs", "caf&eacute; &#8364;5 &#x1F600; &copy 2026 &#150;", "café €5 😀 © 2026 –"],
    ["a name that HTML 4 does not know", "5 &ltimes; 6 &amp;amp;", "5 &ltimes; 6 &amp;"],
    ["code and style of a page", "a<style>p > b { }</style><script>if (1 < 2) {}</script>b", "ab"],
    ["a page's body alone", "<html><title>x</title><body>b</body></html>", "b"],
    ["tags that were never ended or begun", "</b><p>a<p>b<ul><li>c<li>d</ul></p>", "a\n\nb\n\n- c\n- d"],
    ["what is no tag", "a < b <3 c", "a < b <3 c"],
  ])("has %s", (_, html, text) => {
    expect(tidy(toPlainText(html))).toBe(text);
  });

  it("comes of any nonsense, and soon", () => {
    for (const part of ["<", "<a ", '<a href="', "<!--", "&", "</p>", "<ul><li>", '"<b']) {
      expect(() => toPlainText(part.repeat(2000))).not.toThrow();
    }
  });
});
