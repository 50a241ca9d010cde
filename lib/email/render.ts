import { type Rendered, type TemplateData, TemplateFault, type Templates } from "../journey/ports.ts";
import { finishText, textOf } from "./html/text.ts";
import { htmlEngine, type Nodes, plainEngine } from "./liquid/engine.ts";
import { formattingFor } from "./liquid/filters.ts";
import { quicken } from "./liquid/quick.ts";
import { lookupOrder } from "./source/locale.ts";
import type { Template, Variant } from "./template.ts";

/** A variant's Liquid, parsed. */
interface Parsed {
  locale: string;
  subject: Nodes;
  html: Nodes;
  text: Nodes | undefined;
}

/** The Templates port over compiled templates. Each variant's Liquid is parsed when it is first used. */
export function createTemplates(templates: ReadonlyMap<string, Template>): Templates {
  const parsed = new Map<Variant, Parsed>();

  return {
    async render(name, locale, data) {
      const template = templates.get(name);
      if (template === undefined) throw new TemplateFault(`there is no template "${name}"`);
      const variant = pickVariant(template, locale);
      try {
        let ready = parsed.get(variant);
        if (ready === undefined) {
          ready = parse(variant);
          parsed.set(variant, ready);
        }
        return await renderParsed(ready, data);
      } catch (error) {
        throw new TemplateFault(`template "${name}" (${variant.locale}): ${(error as Error).message}`);
      }
    },
  };
}

/** The customer's language exactly, else less exactly (`pt-BR`, `pt`), else the template's own. */
function pickVariant(template: Template, locale: string): Variant {
  const [fallback] = template.variants;
  for (const tag of lookupOrder(locale)) {
    const variant = template.variants.find((candidate) => candidate.locale === tag);
    if (variant !== undefined) return variant;
  }
  return fallback;
}

function parse({ locale, subject, html, text }: Variant): Parsed {
  return {
    locale,
    subject: quicken(plainEngine.parse(subject), false),
    html: quicken(htmlEngine.parse(html), true),
    text: text === undefined ? undefined : quicken(plainEngine.parse(text), false),
  };
}

async function renderParsed(parsed: Parsed, given: TemplateData): Promise<Rendered> {
  const options = { globals: formattingFor(given, parsed.locale) };
  // Templates write {{ shop.url }}/coffee.
  const data = { ...given, shop: { ...given.shop, url: given.shop.url.replace(/\/+$/, "") } };
  const subject = oneLine(plainEngine.renderSync(parsed.subject, data, options));
  if (subject === "") throw new Error("the subject comes out empty");
  const html = readable(htmlEngine.renderSync(parsed.html, data, options));
  const text =
    parsed.text === undefined ? textOf(html) : finishText(readable(plainEngine.renderSync(parsed.text, data, options)));
  return { subject, html, text, locale: parsed.locale };
}

/** Control characters, and marks that turn the direction of writing for all that follows: templates have dir and <bdi> for that. */
const UNREADABLE = /(?![\t\n\r])\p{Cc}|[\u202a-\u202e\u2066-\u2069]/gu;

/** A half of a character, cut off by some other system, is no text that can be encoded; it becomes a replacement character. */
function readable(written: string): string {
  return written.replace(UNREADABLE, "").toWellFormed();
}

/**
 * A line break in a subject would begin another header, and marks that turn the direction of writing could make it
 * look like something else; neither can come in through a name.
 */
function oneLine(subject: string): string {
  return subject
    .toWellFormed()
    .replace(/[\u202a-\u202e\u2066-\u2069]/g, "")
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, " ")
    .trim();
}
