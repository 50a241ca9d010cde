import { catalogKeys } from "../../lib/aws/catalog.ts";
import type { Table } from "../../lib/store/table.ts";

/** What a deployment writes: machines as `campaign version`, oldest first, and the versions that are on. */
export async function givenCatalog(table: Table, machines: string[], campaigns: Record<string, string>): Promise<void> {
  for (const [index, machine] of machines.entries()) {
    const [campaign = "", version = ""] = machine.split(" ");
    const arn = machineArn(campaign, version);
    await table.write({ put: { ...catalogKeys.machine(campaign, version), arn, publishedAt: index } });
  }
  await table.write({ put: { ...catalogKeys.current, campaigns } });
}

export function machineArn(campaign: string, version: string): string {
  return `arn:aws:states:eu-central-1:123456789012:stateMachine:${campaign}-${version}`;
}
