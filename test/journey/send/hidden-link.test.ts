import { describe, expect, it } from "vitest";
import { withHiddenLink } from "../../../lib/journey/send/hidden-link.ts";

const LINK =
  '<a href="https://mail.shop.example/h" style="display:none;mso-hide:all" aria-hidden="true" tabindex="-1"></a>';
const hide = (html: string) => withHiddenLink(html, "https://mail.shop.example/h");

describe("the hidden link", () => {
  it("is neither drawn, nor read aloud, nor reached by the keyboard, and has no words", () => {
    expect(hide("<body></body>")).toBe(`<body>${LINK}</body>`);
  });

  it.each([
    ['<html><head></head><body class="x"><p>Hi</p></body></html>', '<html><head></head><body class="x">'],
    ['<BODY\n style="color:red" title="a > b"><p>Hi</p>', '<BODY\n style="color:red" title="a > b">'],
  ])("comes first in the body: %s", (html, start) => {
    expect(hide(html)).toBe(html.replace(start, () => start + LINK));
  });

  it("comes first where there is no body", () => {
    expect(hide("<p>$& and $1</p>")).toBe(`${LINK}<p>$& and $1</p>`);
    expect(hide("<tbody><tr></tr></tbody>")).toBe(`${LINK}<tbody><tr></tr></tbody>`);
  });

  it("keeps what is in the message as it is", () => {
    expect(hide("<body>$& $' $1</body>")).toBe(`<body>${LINK}$& $' $1</body>`);
  });

  it("cannot be left by its address", () => {
    expect(withHiddenLink("<body>", 'https://x.example/?a=1&b="><b>')).toContain(
      'href="https://x.example/?a=1&amp;b=&quot;><b>"',
    );
  });
});
