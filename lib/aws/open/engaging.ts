import { hiddenLink } from "../../email/links/hidden.ts";
import type { EngageDeps } from "../../journey/engage.ts";
import { sentSince } from "../../journey/figures.ts";
import { type DeadLetters, openDeadLetters } from "../dead-letters.ts";
import { need } from "../environment.ts";
import type { Tools } from "../lambda/tools.ts";
import { project } from "../project.ts";
import { openRedelivery, type Redelivery } from "../redelivery.ts";
import { openAddresses } from "./addresses.ts";
import { openCore } from "./core.ts";

export interface Engaging extends EngageDeps {
  /** The address of the link that no person sees. */
  hidden: string;
  deadLetters: DeadLetters;
  redelivery: Redelivery;
}

/** Everything that taking in what came back needs, on AWS. */
export async function openEngaging({ log }: Tools): Promise<Engaging> {
  const core = openCore(log);
  const { shop } = project<"shop">();
  return {
    ...core,
    shop,
    addresses: await openAddresses(),
    volume: { sentSince: (at) => sentSince({ ...core, shop }, at) },
    hidden: hiddenLink(need("PUBLIC_URL")),
    deadLetters: openDeadLetters(),
    redelivery: openRedelivery("SETTLE_QUEUE_URL"),
  };
}
