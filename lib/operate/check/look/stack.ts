import {
  type EventDestination,
  GetConfigurationSetCommand,
  type GetConfigurationSetCommandOutput,
  GetConfigurationSetEventDestinationsCommand,
} from "@aws-sdk/client-sesv2";
import { isNamed } from "../../../aws/errors.ts";
import { readFigures } from "../../../journey/figures.ts";
import { keys } from "../../../journey/keys.ts";
import type { Pause } from "../../../journey/records.ts";
import { DAY, dayOf } from "../../../journey/zone.ts";
import type { Desk } from "../../desk.ts";
import { knownCampaigns } from "../../status/campaigns.ts";
import { Trouble } from "../../trouble.ts";
import type { Counted } from "../facts.ts";
import type { Ses } from "./sender.ts";

/** Gmail and SES look at about a week; a single day of a small shop says little. */
const DAYS = 7;

/** The parts of a desk that are looked at. */
export type Stacked = Pick<Desk, "stack" | "table" | "catalog">;

/** The name of the set that all messages of a stack are sent with. Throws {@link Trouble} for a stack that does not tell. */
export function configurationSetOf({ stack }: Stacked): string {
  const outputs: Readonly<Record<string, string | undefined>> = stack.outputs;
  const name = outputs.ConfigurationSet;
  if (name !== undefined) return name;
  throw new Trouble(`stack ${stack.name} lacks the output ConfigurationSet; it is an older deployment: deploy again`);
}

/** Undefined: somebody deleted it. */
export async function readSet(ses: Ses, name: string): Promise<GetConfigurationSetCommandOutput | undefined> {
  return ses.send(new GetConfigurationSetCommand({ ConfigurationSetName: name })).catch(missing);
}

/** Undefined: the set is not there. */
export async function readDestinations(ses: Ses, name: string): Promise<EventDestination[] | undefined> {
  const asked = new GetConfigurationSetEventDestinationsCommand({ ConfigurationSetName: name });
  const found = await ses.send(asked).catch(missing);
  return found === undefined ? undefined : (found.EventDestinations ?? []);
}

function missing(error: unknown): undefined {
  if (!isNamed(error, "NotFoundException")) throw error;
}

/** The figures of all campaigns, of today and the days before on the shop's clock. */
export async function readCounted({ table, catalog }: Stacked, timeZone: string, now: number): Promise<Counted> {
  const span = { from: dayOf(now - (DAYS - 1) * DAY, timeZone), to: dayOf(now, timeZone) };
  const counted = { sent: 0, delivered: 0, bounced: 0, complained: 0 };
  for (const { id } of await knownCampaigns(catalog)) {
    for (const { step, what, n } of await readFigures(table, id, span)) {
      if (step !== undefined && Object.hasOwn(counted, what)) counted[what as keyof typeof counted] += n;
    }
  }
  return { days: DAYS, ...counted };
}

export async function readPause({ table }: Stacked): Promise<Pause> {
  return ((await table.get(keys.pause)) as Pause | undefined) ?? {};
}
