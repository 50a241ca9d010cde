import { say } from "../../lib/campaign/faults.ts";
import { compileTemplate } from "../../lib/email/compile.ts";
import type { Template, TemplateSource } from "../../lib/email/template.ts";
import type { TemplateData } from "../../lib/journey/ports.ts";

export const SHOP = { name: "Blue Cup Coffee", url: "https://shop.example", address: "12 Harbor Street, Springfield" };

/** What every marketing message must have. */
export const FOOTER = `<a href="{{ links.unsubscribe }}">Unsubscribe</a> {{ shop.address }}`;

export const PREVIEW = "<mj-preview>In short.</mj-preview>";

export function mjml(inner: string): string {
  return `<mjml><mj-head>${PREVIEW}</mj-head>\n<mj-body>\n<mj-section><mj-column>\n${inner}\n<mj-text>${FOOTER}</mj-text>\n</mj-column></mj-section>\n</mj-body>\n</mjml>\n`;
}

export function source(files: Record<string, string>, shared: Record<string, string> = {}): TemplateSource {
  return {
    name: "hello",
    folder: "templates/hello",
    files: { "template.json": '{ "description": "Says hello." }', ...files },
    shared,
  };
}

/** A template with this body and a fixed subject. */
export const withBody = (inner: string, name = "body.mjml") =>
  source({ [name]: name.endsWith(".mjml") ? mjml(inner) : `${PREVIEW}${inner} ${FOOTER}`, "subject.txt": "Hello" });

export async function faultsOf(template: TemplateSource): Promise<string[]> {
  return (await compileTemplate(template)).faults.map(say);
}

export async function compiled(template: TemplateSource): Promise<Template> {
  const { template: result, faults } = await compileTemplate(template);
  if (result === undefined) throw new Error(faults.map(say).join("\n"));
  return result;
}

export function data(
  parts: { customer?: Partial<TemplateData["customer"]> } & Omit<Partial<TemplateData>, "customer"> = {},
): TemplateData {
  return {
    with: {},
    shop: SHOP,
    links: {
      unsubscribe: "https://shop.example/u/abc.def",
      preferences: "https://shop.example/p/abc.def",
      confirm: "https://shop.example/y/abc.def",
    },
    now: "2026-10-30T09:15:00Z",
    ...parts,
    customer: {
      id: "c1",
      email: "maya@example.com",
      locale: "en",
      timeZone: "UTC",
      orders: 1,
      spent: {},
      referrals: 0,
      tags: [],
      attributes: {},
      ...parts.customer,
    },
  };
}
