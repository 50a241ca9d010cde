/*
 * Names that others go by: CloudFormation makes the physical name of a machine from its logical id, permissions and event
 * rules know machines by how their names begin.
 */

/** `prod` is `RegularsProd`. */
export function stackName(stage: string): string {
  return `Regulars${pascal(stage)}`;
}

/** What the names of a stage's machines begin with. */
export function machinePrefix(stage: string): string {
  return `${stackName(stage)}Campaign`;
}

/** A machine's logical id. Two campaigns never share one: the version is a hash of the campaign's id, too. */
export function machineId(stage: string, campaign: string, version: string): string {
  return `${machinePrefix(stage)}${pascal(campaign)}V${version}`;
}

/** `win-back` is `WinBack`. */
function pascal(name: string): string {
  return name
    .split("-")
    .map((part) => part.slice(0, 1).toUpperCase() + part.slice(1))
    .join("");
}
