import type {
  EventDestination,
  GetAccountCommandOutput,
  GetConfigurationSetCommandOutput,
} from "@aws-sdk/client-sesv2";
import type { Fault } from "../../campaign/faults.ts";
import type { Shop } from "../../campaign/shop.ts";
import type { Pause } from "../../journey/records.ts";
import type { Policy } from "./domain/discover.ts";
import type { Identity } from "./look/sender.ts";
import type { Looked } from "./looked.ts";

/** Everything that rules judge by. */
export interface Facts {
  shop: Shop;
  files: Files;
  /** Domain of the From address, in ASCII. */
  domain: string;
  /** The AWS region, where it is known. */
  region?: string;
  /** What deploy.json says of the stage; undefined when it says nothing of this one. */
  stage?: { trackingDomain?: string };
  dns: DnsFacts;
  account: Looked<GetAccountCommandOutput>;
  /** Those of SES that may send as the shop: of its address, its domain and those above, in that order. */
  identities: Looked<Identity[]>;
  /** TXT records of the sender's own MAIL FROM domain; undefined where it has none. */
  mailFromSpf: Looked<string[] | undefined>;
  /** The stack's configuration set and where its events go; undefined when there is no such set any more. */
  set: Looked<GetConfigurationSetCommandOutput | undefined>;
  destinations: Looked<EventDestination[] | undefined>;
  counted: Looked<Counted>;
  pause: Looked<Pause>;
  /** `yyyy-mm-dd` on the shop's clock. */
  today: string;
}

export interface Files {
  campaigns: number;
  templates: { name: string; kind: "marketing" | "transactional"; htmlBytes: number; text: "own" | "derived" }[];
  faults: readonly Fault[];
}

export interface DnsFacts {
  policy: Looked<Policy>;
  /** Mail servers of the domains that answers go to. */
  replies: { address: string; servers: Looked<string[]> }[];
  /** Where the host name for counted links leads: the stage's, else the one that the stack has. */
  tracking?: { name: string; leadsTo: Looked<string[]> };
}

/** What became of messages on the last days, of all campaigns. */
export interface Counted {
  days: number;
  sent: number;
  delivered: number;
  bounced: number;
  complained: number;
}
