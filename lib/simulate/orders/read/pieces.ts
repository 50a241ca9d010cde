import type { OrdersFile } from "../imported.ts";

const HEAD = 65_536;

/** The bytes of a file, piece by piece, with its beginning looked at first. */
export interface Pieces {
  /** At most the first 64 KiB as text. */
  head: string;
  /** The whole file from its beginning. Can be read once. */
  all: AsyncIterable<Uint8Array>;
}

export async function openPieces(content: OrdersFile["content"]): Promise<Pieces> {
  const source = pieces(content)[Symbol.asyncIterator]();
  const first: Uint8Array[] = [];
  let size = 0;
  while (size < HEAD) {
    const next = await source.next();
    if (next.done === true) break;
    first.push(next.value);
    size += next.value.length;
  }
  const head = new TextDecoder("utf-8").decode(Buffer.concat(first).subarray(0, HEAD));
  return { head, all: rejoined(first, source) };
}

async function* pieces(content: OrdersFile["content"]): AsyncGenerator<Uint8Array> {
  if (typeof content === "string") yield Buffer.from(content);
  else if (content instanceof Uint8Array) yield content;
  else yield* content;
}

async function* rejoined(first: Uint8Array[], rest: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  // Taken off one by one, so that a piece is not held while the rest is read.
  for (let piece = first.shift(); piece !== undefined; piece = first.shift()) yield piece;
  for (let next = await rest.next(); next.done !== true; next = await rest.next()) yield next.value;
}
