import { checkAll } from "../../../lib/campaign/check.ts";
import { say } from "../../../lib/campaign/faults.ts";
import { DECLARED, TEMPLATES } from "../whole.ts";

/** A campaign file in parts: what is not given is right. One line for each entry of `more` and each line of a step. */
export interface Written {
  /** The whole file instead, line by line. */
  text?: string[];
  id?: string;
  name?: string;
  start?: string | null;
  more?: string[];
  steps?: string[];
}

/** Names the line numbers that the tables expect: id 2, name 3, start 4, then `more`, "steps", and the steps. */
function write(written: Written): string {
  if (written.text !== undefined) return written.text.join("\n");
  const { id = "win-back", name = "Win back", start = '{ "on": "purchase" }', more = [] } = written;
  const steps = written.steps ?? ['{ "send": "we-miss-you" }'];
  return [
    "{",
    `  "id": "${id}",`,
    `  "name": "${name}",`,
    ...(start === null ? [] : [`  "start": ${start},`]),
    ...more.map((line) => `  ${line}`),
    '  "steps": [',
    ...(steps.length === 0 ? [] : [steps.join(",\n")]),
    "  ]",
    "}",
  ].join("\n");
}

/** What its author reads. */
export function faultsOf(written: Written): string[] {
  const file = { path: "campaigns/win-back.json", text: write(written) };
  return checkAll([file], TEMPLATES, DECLARED).faults.map(say);
}
