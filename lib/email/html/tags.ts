/** An opening tag as it stands in a text whose Liquid is set aside, or in a rendered page. */
export interface Tag {
  /** In small letters. */
  name: string;
  /** In the order written; values with their quotes, empty where there is none. */
  attributes: { name: string; value: string }[];
  /** 1-based. */
  line: number;
}

const TAG = /<(?<name>[a-z][^\s/>]*)(?<attributes>(?:\s+(?:"[^"]*"|'[^']*'|[^"'>])*)?)>/gi;
const ATTRIBUTE = /(?<name>[^\s=]+)(?:\s*=\s*(?<value>"[^"]*"|'[^']*'|[^\s"']+))?/g;

export function tagsIn(text: string): Tag[] {
  let line = 1;
  let counted = 0;
  return [...text.matchAll(TAG)].map(({ index, groups }) => {
    line += text.slice(counted, index).split("\n").length - 1;
    counted = index;
    const attributes = [...(groups?.attributes ?? "").matchAll(ATTRIBUTE)].map((found) => ({
      name: found.groups?.name ?? "",
      value: found.groups?.value ?? "",
    }));
    return { name: (groups?.name ?? "").toLowerCase(), attributes, line };
  });
}

export function withoutQuotes(value: string): string {
  return /^["']/.test(value) ? value.slice(1, -1) : value;
}
