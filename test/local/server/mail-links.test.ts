import { expect, test } from "vitest";
import { linksIn } from "../../../lib/local/server/mail-links.ts";

test("links are what a browser makes of them: one line, each script encoded once", () => {
  const html = `<a href="https://corner.example/กาแฟ?q=%E0%B8%81&amp;n=1">Thai</a>
    <a href='https://corner.example/a
b'>broken in two</a> <a href="mailto:a@corner.example">Write</a> <a href="#top">Up</a>`;
  expect(linksIn(html)).toEqual([
    "https://corner.example/%E0%B8%81%E0%B8%B2%E0%B9%81%E0%B8%9F?q=%E0%B8%81&n=1",
    "https://corner.example/ab",
  ]);
});
