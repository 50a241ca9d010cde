import type { Stage } from "../journeys/stage.ts";
import { apiUrl } from "../support/api-url.ts";
import { type Mail, read } from "../support/mails.ts";

/** The first link of a message to a page of ours, as the engine has it: `way` is the page's, `end` what the link ends with. */
export async function linkIn({ engine }: Pick<Stage, "engine">, mail: Mail, way: string, end = ""): Promise<string> {
  const { html = "" } = await read(mail);
  const [, link] = new RegExp(`href="(http[^"]*/${way}/[^"]*${end})"`).exec(html.replaceAll("&amp;", "&")) ?? [];
  if (link === undefined) throw new Error(`no link to /${way}/ in the message`);
  return apiUrl(engine, link);
}

/** The answer of whoever followed the link to a survey, and sent the page's form. */
export function sendsForm(link: string, form: Record<string, string>): Promise<Response> {
  return fetch(link.replace(/\?.*/, ""), { method: "POST", body: new URLSearchParams(form) });
}
