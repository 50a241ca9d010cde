import { convert } from "html-to-text";
import { describe, expect, it } from "vitest";
import type { SendMessage } from "../../../lib/compiler/compiled.ts";
import { composeMime } from "../../../lib/email/mime/compose.ts";
import { preview } from "../../../lib/email/preview.ts";
import type { Template } from "../../../lib/email/template.ts";
import type { SendDeps } from "../../../lib/journey/ports.ts";
import { compose } from "../../../lib/journey/send/mail.ts";
import { loadProject } from "../../../lib/project/load.ts";
import { readMime } from "./read.ts";

/** Gmail cuts what is longer: https://github.com/hteumeuleu/email-bugs/issues/41 */
const CLIPPED_AT = 102 * 1024;

const HIDDEN = "https://mail.bluecup.example/h";

const { shop, templates, campaigns, faults } = await loadProject(".");
if (shop === undefined) throw new Error("the example has no shop.json");
const messages = [...templates.values()].flatMap((template) =>
  template.variants.map(({ locale }) => ({ name: `${template.name} in ${locale}`, template, locale })),
);

/** As the function that sends writes it, to a customer of the sample. */
async function written(template: Template, locale: string) {
  if (shop === undefined) throw new Error("there is no shop");
  const rendered = await preview(template, shop, { locale });
  const isMarketing = template.kind === "marketing";
  const message: Pick<SendMessage, "customer" | "enrollment" | "step" | "campaign" | "template" | "rules"> = {
    customer: "sample",
    enrollment: "0123abcd",
    step: template.name,
    campaign: "sample",
    template: template.name,
    rules: { lateAfterSeconds: 3600, ...(isMarketing ? {} : { transactional: true as const }) },
  };
  const links = { unsubscribe: () => "https://mail.bluecup.example/u/sample", hidden: () => HIDDEN };
  const deps = { shop, links } as unknown as SendDeps;
  const mail = compose(deps, message as SendMessage, "Mali@bücher.example", rendered);
  return { rendered, mail, isMarketing, found: await readMime(composeMime(mail)) };
}

/** What a link leads to, and where a picture comes from. */
function addresses(html: string): string[] {
  return [...html.matchAll(/\s(?:href|src|action|background)\s*=\s*["']([^"']*)["']/g)].map(([, address = ""]) =>
    address.replaceAll("&amp;", "&"),
  );
}

/** What people read, without the line that only lists of messages show, by other code than the project's. */
function wordsOf(html: string): string[] {
  const shown = html.replace(/<(\w+)[^>]*display:\s*none[^>]*>[\s\S]*?<\/\1>/g, "");
  const text = convert(shown, {
    wordwrap: false,
    selectors: [
      { selector: "a", options: { ignoreHref: true } },
      { selector: "img", format: "skip" },
      ...["h1", "h2", "h3"].map((selector) => ({ selector, options: { uppercase: false } })),
    ],
  });
  return wordsIn(text);
}

function wordsIn(text: string): string[] {
  return text.match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
}

it("is all that the example's campaigns send: no template is missing, and none has a fault", () => {
  expect(faults).toEqual([]);
  expect(campaigns.length).toBeGreaterThanOrEqual(3);
  expect(messages.length).toBeGreaterThanOrEqual(27);
});

describe.each(messages)("$name", ({ template, locale }) => {
  it("reaches a mail program as it was written", async () => {
    const { rendered, mail, found } = await written(template, locale);
    expect(found.email.from).toEqual({ name: shop.fromName ?? shop.name, address: shop.from });
    expect(found.email.to).toEqual([{ name: "", address: "Mali@xn--bcher-kva.example" }]);
    expect(found.email.subject).toBe(rendered.subject);
    expect(found.html).toBe(mail.html.replaceAll("\r\n", "\n"));
    expect(found.text).toBe(rendered.text);
    expect(found.email.attachments).toEqual([]);
    expect(found.headers.get("mime-version")).toBe("1.0");
    expect(found.headers.get("content-type")).toMatch(/^multipart\/alternative; boundary="/);
    expect(Buffer.byteLength(found.html)).toBeLessThan(CLIPPED_AT);
  });

  it("offers the one-click no where it is marketing", async () => {
    const { isMarketing, found } = await written(template, locale);
    expect(found.headers.get("list-unsubscribe")).toBe(
      isMarketing ? "<https://mail.bluecup.example/u/sample>" : undefined,
    );
    expect(found.headers.get("list-unsubscribe-post")).toBe(isMarketing ? "List-Unsubscribe=One-Click" : undefined);
  });

  it("carries the link that no person sees first where it is marketing, and never in its text", async () => {
    const { isMarketing, rendered, found } = await written(template, locale);
    const links = addresses(found.html.slice(found.html.indexOf("<body"))).filter((link) => /^https?:/.test(link));
    expect(links.filter((link) => link === HIDDEN)).toHaveLength(isMarketing ? 1 : 0);
    if (isMarketing) expect(links[0]).toBe(HIDDEN);
    expect(found.text).not.toContain(HIDDEN);
    expect(wordsOf(found.html)).toEqual(wordsOf(rendered.html));
  });

  it("says the same in both of its parts, with the same links, all of them whole", async () => {
    const { found } = await written(template, locale);
    const links = addresses(found.html).filter((link) => link !== HIDDEN);
    expect(links.length).toBeGreaterThan(0);
    for (const link of links) expect(link).toMatch(/^(https:\/\/[a-z0-9.-]+\/?|mailto:[^@\s]+@)/);
    for (const link of links) expect(found.text).toContain(link);
    const words = wordsOf(found.html);
    expect(words.length).toBeGreaterThan(10);
    // With the space before it: a language without spaces goes on right after its link.
    expect(wordsIn(found.text.replaceAll(/\s?\((?:https:|mailto:)[^\s)]*\)/g, ""))).toEqual(words);
  });
});
