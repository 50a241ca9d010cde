import { randomUUID } from "node:crypto";

/** What a button led to, told on the page that comes next. Only the id travels, so that no link can put words there. */
export interface Notes {
  keep(words: string): string;
  read(id: string | undefined): string | undefined;
}

const MOST = 100;

export function createNotes(): Notes {
  const notes = new Map<string, string>();
  return {
    keep(words) {
      const id = randomUUID().slice(0, 8);
      notes.set(id, words);
      const [oldest] = notes.keys();
      if (notes.size > MOST && oldest !== undefined) notes.delete(oldest);
      return id;
    },
    read: (id) => (id === undefined ? undefined : notes.get(id)),
  };
}
