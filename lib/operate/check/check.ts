import { gather, type Scope } from "./gather.ts";
import { type Answer, GROUPS, type Level, type Rule } from "./rule.ts";
import { RULES } from "./rules.ts";

/** What was found by all rules. */
export interface Report {
  groups: { group: (typeof GROUPS)[number]; findings: Finding[] }[];
  /** How many findings there are of each level. */
  counts: Record<Level, number>;
}

/** One answer of one rule. */
export interface Finding extends Answer, Pick<Rule, "why" | "source"> {
  rule: string;
}

/** Whether mail of this shop will be delivered, as far as it can be seen from outside. Changes nothing. */
export async function check(scope: Scope): Promise<Report> {
  const facts = await gather(scope);
  const found = RULES.flatMap((rule) =>
    [rule.check(facts) ?? []].flat().map((answer) => ({ group: rule.group, finding: findingOf(rule, answer) })),
  );
  const counts: Report["counts"] = { ok: 0, advice: 0, warning: 0, error: 0, unknown: 0, "not looked at": 0 };
  for (const { finding } of found) counts[finding.level]++;
  return {
    groups: GROUPS.map((group) => ({
      group,
      findings: found.filter((one) => one.group === group).map(({ finding }) => finding),
    })).filter(({ findings }) => findings.length > 0),
    counts,
  };
}

function findingOf({ name, why, source }: Rule, answer: Answer): Finding {
  return { rule: name, ...answer, why, source };
}
