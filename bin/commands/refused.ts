import { type Fault, say } from "../../lib/campaign/faults.ts";
import { suggest } from "../../lib/campaign/reading/suggest.ts";
import { EXIT } from "./output.ts";

/** Says why nothing was done, and ends with an exit code. */
export class Refused extends Error {
  override name = "Refused";
  readonly exitCode: number;
  readonly faults: readonly Fault[];
  constructor(message: string, exitCode: number = EXIT.usage, faults: readonly Fault[] = []) {
    super(message);
    this.exitCode = exitCode;
    this.faults = faults;
  }
}

export function faulty(faults: readonly Fault[]): Refused {
  return new Refused(faults.map(say).join("\n"), EXIT.faults, faults);
}

/** `no template "we-mis-you"; did you mean "we-miss-you"?` */
export function unknown(what: string, name: string, known: readonly string[]): Refused {
  const meant = suggest(name, known);
  const hint = meant === undefined ? `there are: ${known.join(", ") || "none"}` : `did you mean "${meant}"?`;
  return new Refused(`no ${what} "${name}"; ${hint}`);
}
