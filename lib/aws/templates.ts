import { gunzipSync } from "node:zlib";
import { createTemplates } from "../email/render.ts";
import type { Needs, Template } from "../email/template.ts";
import { type TemplateData, TemplateFault, type Templates } from "../journey/ports.ts";
import type { Key, Table } from "../store/table.ts";

/** Milliseconds: a text mended by a deployment reaches everybody after this at the latest. */
const INDEX_KEPT = 60_000;

/** Every published version of one template, the newest first. */
export interface TemplateIndex {
  versions: TemplateVersion[];
}
export interface TemplateVersion {
  hash: string;
  needs: Needs;
}

export const templateKeys = {
  index: (name: string): Key => ({ pk: `template#${name}`, sk: "index" }),
  version: (name: string, hash: string): Key => ({ pk: `template#${name}`, sk: `version#${hash}` }),
};

/**
 * The Templates port over what deployments have published. A message gets the newest version whose needs it meets: a text
 * mended today reaches everybody on their way, and one that asks for more than an old campaign gives leaves its people theirs.
 */
export function createTemplateStore({ table, now }: { table: Pick<Table, "get">; now(): number }): Templates {
  const indexes = new Map<string, { index: TemplateIndex; until: number }>();
  /** Content never changes under its hash. */
  const bodies = new Map<string, Templates>();

  async function indexOf(name: string): Promise<TemplateIndex> {
    const known = indexes.get(name);
    if (known !== undefined && now() < known.until) return known.index;
    const item = await table.get(templateKeys.index(name));
    if (item === undefined) throw new TemplateFault(`no template "${name}" was published; deploy again`);
    const index = item as unknown as TemplateIndex;
    indexes.set(name, { index, until: now() + INDEX_KEPT });
    return index;
  }

  async function bodyOf(name: string, hash: string): Promise<Templates> {
    const key = templateKeys.version(name, hash);
    const id = `${key.pk} ${hash}`;
    let body = bodies.get(id);
    if (body === undefined) {
      const item = await table.get(key);
      if (item === undefined) throw new Error(`version ${hash} of template "${name}" is gone; deploy again`);
      body = createTemplates(new Map([[name, unpack(item.body as string)]]));
      bodies.set(id, body);
    }
    return body;
  }

  return {
    async render(name, locale, data) {
      const { versions } = await indexOf(name);
      const version = versions.find(({ needs }) => meets(needs, data));
      if (version === undefined) {
        throw new TemplateFault(`no version of template "${name}" can do with what the message gives`);
      }
      return (await bodyOf(name, version.hash)).render(name, locale, data);
    },
  };
}

/** What not every message has, and some templates would be broken without. */
const PARTS = ["order", "event", "survey", "referral", "coupon"] as const;

/** Whether a message has what a template must be given. */
function meets(needs: Needs, data: Pick<TemplateData, "with" | (typeof PARTS)[number]>): boolean {
  if (PARTS.some((part) => needs[part] && data[part] === undefined)) return false;
  return needs.with.required.every((name) => Object.hasOwn(data.with, name));
}

function unpack(body: string): Template {
  return JSON.parse(gunzipSync(Buffer.from(body, "base64")).toString("utf8")) as Template;
}
