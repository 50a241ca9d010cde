import type { Condition, Test } from "../../campaign/conditions.ts";
import { isMessageFact } from "../../campaign/holds.ts";

/** A condition read aloud: `customer.orders at least 5 and not (opened we-miss-you)`. */
export function conditionWords(condition: Condition): string {
  const parts = Object.entries(condition).map(([key, value]) => {
    if (key === "all") return (value as Condition[]).map(conditionWords).join(" and ");
    if (key === "any") return `(${(value as Condition[]).map(conditionWords).join(" or ")})`;
    if (key === "not") return `not (${conditionWords(value as Condition)})`;
    return isMessageFact(key) ? `${key} ${String(value)}` : `${key} ${testWords(value as Test)}`;
  });
  return parts.join(" and ");
}

const OPERATORS: Record<string, string> = {
  atLeast: "at least",
  atMost: "at most",
  moreThan: "more than",
  lessThan: "less than",
  in: "is one of",
  contains: "contains",
};

function testWords(test: Test): string {
  if (typeof test !== "object") return `is ${String(test)}`;
  return Object.entries(test)
    .map(([name, wanted]) => {
      if (name === "exists") return wanted === true ? "is known" : "is unknown";
      return `${OPERATORS[name] ?? name} ${Array.isArray(wanted) ? wanted.join(", ") : String(wanted)}`;
    })
    .join(" and ");
}
