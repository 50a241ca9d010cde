import type { Rendered, TemplateData } from "../journey/ports.ts";
import { createTemplates } from "./render.ts";
import { sampleData } from "./sample.ts";
import type { Template } from "./template.ts";

/**
 * The message as a made-up customer would get it. Parts of `data` replace those of the sample; `locale` is the
 * template's own unless given. Throws TemplateFault.
 */
export function preview(
  template: Template,
  shop: TemplateData["shop"],
  options: { locale?: string; data?: Partial<TemplateData> } = {},
): Promise<Rendered> {
  const locale = options.locale ?? template.variants[0].locale;
  const data = { ...sampleData(template, shop, locale), ...options.data };
  return createTemplates(new Map([[template.name, template]])).render(template.name, locale, data);
}
