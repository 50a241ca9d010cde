import type { Finding, Path } from "../reading/finding.ts";
import { didYouMean, listed } from "../reading/suggest.ts";

/** A text that a fact never is: a slip, by which a condition would never hold. */
export function checkValues(fact: string, values: readonly string[], test: unknown, path: Path): Finding[] {
  const compared =
    typeof test === "string"
      ? [{ value: test, at: path }]
      : inOf(test).map((value, index) => ({ value, at: [...path, "in", index] }));
  return compared.flatMap(({ value, at }) =>
    typeof value !== "string" || values.includes(value)
      ? []
      : [
          {
            path: at,
            what: `"${fact}" is never "${value}"`,
            fix: didYouMean(value, values, `write ${listed(values)}`),
          },
        ],
  );
}

function inOf(test: unknown): readonly unknown[] {
  return typeof test === "object" && test !== null && "in" in test && Array.isArray(test.in) ? test.in : [];
}
