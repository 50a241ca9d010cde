import type { SurveyFigures } from "../../journey/tally/survey.ts";
import { number, percent } from "../numbers.ts";
import { row } from "./lines.ts";

/** How many answered, in these words, and what their answers come to. */
export function printAnswers(words: string, { answered, groups, nps, mean }: SurveyFigures, note: string): string[] {
  const shares = answered === 0 ? [] : Object.entries(groups).map(([group, n]) => `${group} ${percent(n / answered)}`);
  const whose = `of ${number(answered)} who answered`;
  return [
    row(words, answered, note),
    ...(nps === undefined ? [] : [row("  NPS, in points", points(nps), whose)]),
    ...(mean === undefined ? [] : [row("  mean, from 1 to 5", mean.toFixed(1), whose)]),
    ...(shares.length === 0 ? [] : [`    ${shares.join(", ")}`]),
  ];
}

function points(nps: number): string {
  return nps > 0 ? `+${nps}` : String(nps);
}
