import type { Finding, Report } from "../../../lib/operate/check/check.ts";
import { heading, wrapped } from "../../../lib/simulate/print/lines.ts";

/** For a person at a terminal, at most 100 columns wide but for addresses and commands, which must stay whole. */
export function printReport({ groups, counts }: Report): string {
  return [
    ...groups.flatMap(({ group, findings }) => [heading(group), ...printGroup(together(findings)), ""]),
    summary(counts),
  ].join("\n");
}

/** What was not looked at for one reason is one line: nobody reads it ten times. */
function together(findings: readonly Finding[]): Finding[] {
  const lines: Finding[] = [];
  for (const finding of findings) {
    const same = lines.find(({ level, found }) => isGap(finding) && level === finding.level && found === finding.found);
    if (same === undefined) lines.push({ ...finding });
    else if (!same.rule.split(", ").includes(finding.rule)) same.rule += `, ${finding.rule}`;
  }
  return lines;
}

function isGap({ level }: Finding): boolean {
  return level === "unknown" || level === "not looked at";
}

/** Columns before the text. */
const MARGIN = "  not looked at  ".length;

function printGroup(findings: readonly Finding[]): string[] {
  const explained = new Set<string>();
  return findings.flatMap((finding) => {
    const { level, rule, found, why, source, fix } = finding;
    const below = (word: string, text: string): string[] => wrapped(text, `${" ".repeat(MARGIN)}${word} `);
    // Why a rule is there is said once.
    const isPlain = level === "ok" || isGap(finding) || explained.has(rule);
    if (!isPlain) explained.add(rule);
    return [
      ...wrapped(`${rule}: ${found}`, `  ${level}`.padEnd(MARGIN)),
      ...(fix === undefined ? [] : below("fix:", fix)),
      ...(isPlain ? [] : below("why:", `${why}; ${source}`)),
    ];
  });
}

function summary(counts: Report["counts"]): string {
  const words = [
    some(counts.error, "error"),
    some(counts.warning, "warning"),
    counts.advice === 0 ? "" : `${counts.advice} to advise`,
    counts.unknown === 0 ? "" : `${counts.unknown} unknown`,
    counts["not looked at"] === 0 ? "" : `${counts["not looked at"]} not looked at`,
  ].filter((word) => word !== "");
  const rest = words.length === 0 ? "" : `; ${words.join(", ")}`;
  return `${counts.ok} ok${rest}.`;
}

function some(n: number, word: string): string {
  return n === 0 ? "" : `${n} ${word}${n === 1 ? "" : "s"}`;
}
