import { expect, test } from "vitest";
import { createLinks } from "../../../lib/email/links.ts";
import { linksIn, withTrackedLinks } from "../../../lib/local/server/mail-links.ts";

const MESSAGE = { customer: "ann", enrollment: "0".repeat(32), step: "hello" };

test("links are what a browser makes of them: one line, each script encoded once", () => {
  const html = `<a href="https://corner.example/กาแฟ?q=%E0%B8%81&amp;n=1">Thai</a>
    <a href='https://corner.example/a
b'>broken in two</a> <a href="mailto:a@corner.example">Write</a> <a href="#top">Up</a>`;
  expect(linksIn(html)).toEqual([
    "https://corner.example/%E0%B8%81%E0%B8%B2%E0%B9%81%E0%B8%9F?q=%E0%B8%81&n=1",
    "https://corner.example/ab",
  ]);
});

test("our own pages are opened here, whatever port wrote the message; all else is counted on its way", () => {
  const keys = ["s".repeat(32)];
  const before = createLinks({ keys, baseUrl: "http://127.0.0.1:4400" });
  const links = createLinks({ keys, baseUrl: "http://127.0.0.1:4500" });
  const own = [
    before.unsubscribe(MESSAGE),
    before.preferences("ann", "0".repeat(32)),
    before.confirm("ann", "0".repeat(32)),
    `${before.survey(MESSAGE)}?score=9&x=1`,
    before.referral("K7QM2XPA"),
  ];
  const others = [
    "https://corner.example/u/a.b",
    `${before.preferences("ann", "0".repeat(32)).replace("/p/", "/u/")}`,
    before.hidden(),
    "https://corner.example/s/a.b?score=9",
    "https://corner.example/r/K7QM2XPA",
    `${before.referral("K7QM2XPA")}/more`,
  ];
  const html = [...own, ...others].map((link) => `<a href="${link.replaceAll("&", "&amp;")}">x</a>`).join("");
  const found = [...withTrackedLinks(html, 7, links).matchAll(/href="([^"]*)"/g)].map(([, href]) => href);
  const here = own.map((link) => link.replace("http://127.0.0.1:4400", "").replace("&", "&amp;"));
  expect(found).toEqual([...here, ...others.map((_, index) => `/c/7/${own.length + index}`)]);
});
