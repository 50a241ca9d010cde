import { distance } from "fastest-levenshtein";

/** The known word that was most likely meant, or undefined when none is near. */
export function closest(word: string, known: readonly string[]): string | undefined {
  const limit = Math.ceil(word.length / 3);
  let best: { word: string; away: number } | undefined;
  for (const candidate of known) {
    const away = distance(word.toLowerCase(), candidate.toLowerCase());
    if (away <= limit && (best === undefined || away < best.away)) best = { word: candidate, away };
  }
  return best?.word;
}
