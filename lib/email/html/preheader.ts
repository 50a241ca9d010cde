/** The same as MJML makes of it. */
const HIDDEN =
  "display:none;font-size:1px;color:#ffffff;line-height:1px;max-height:0px;max-width:0px;opacity:0;overflow:hidden;";

/** `<mj-preview>` in a body of plain HTML: the line that inboxes show under the subject, and the message itself does not. */
export function hidePreview(html: string): string {
  return html.replace(/<mj-preview>([\s\S]*?)<\/mj-preview>/g, (_, words: string) => {
    return `<div style="${HIDDEN}">${words.trim()}</div>`;
  });
}

const FIRST =
  /^(?:\s|<!--[\s\S]*?-->)*<(?<tag>[a-z][a-z0-9]*)\b[^>]*\sstyle\s*=\s*["'][^"'>]*display\s*:\s*none[^>]*>(?<words>[\s\S]*?)<\/\k<tag>>/i;

/** Whether the first thing in the body of a rendered page is a hidden line with words in it. */
export function hasPreheader(html: string): boolean {
  const [body = ""] = html.split(/<body\b[^>]*>/i).slice(-1);
  const words = FIRST.exec(body)?.groups?.words ?? "";
  return words.replace(/<[^>]*>|&(nbsp|zwnj|#847);|\u034f|[\s\u200b-\u200f]/g, "") !== "";
}
