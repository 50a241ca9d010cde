import type { Shop } from "../../campaign/shop.ts";
import { mailableAddress } from "../../journey/addresses.ts";
import { dayOf } from "../../journey/zone.ts";
import type { Dns } from "./domain/dns.ts";
import type { Facts, Files } from "./facts.ts";
import { askDns, domainOf, lookAtDns, OFFLINE } from "./look/dns.ts";
import { mailFrom, readAccount, readIdentities, type Ses } from "./look/sender.ts";
import { configurationSetOf, readCounted, readDestinations, readPause, readSet, type Stacked } from "./look/stack.ts";
import { known, type Looked, lookOn, notLooked } from "./looked.ts";

/** What is looked at, and by whom. */
export interface Scope {
  shop: Shop;
  files: Files;
  region?: string;
  /** What deploy.json says of the stage; undefined when it says nothing of this one. */
  stage?: { trackingDomain?: string };
  /** Undefined: offline. */
  dns?: Dns;
  ses?: Ses;
  /** Undefined: no stack was named. */
  stacked?: Looked<Stacked>;
  /** Epoch milliseconds. */
  now: number;
}

/** Looks at everything at once. Whoever cannot be asked leaves a gap, and no error. */
export async function gather(scope: Scope): Promise<Facts> {
  const { shop, files, region, stage, dns, now } = scope;
  const from = mailableAddress(shop.from);
  const replyTo = shop.replyTo === undefined ? from : mailableAddress(shop.replyTo);
  const ses: Looked<Ses> = scope.ses === undefined ? notLooked(OFFLINE) : known(scope.ses);
  const stacked = scope.ses === undefined ? notLooked(OFFLINE) : (scope.stacked ?? notLooked(NO_STACK));
  const set = await both(ses, stacked, (asked, desk) => readSet(asked, configurationSetOf(desk)));
  const used = set.is === "known" ? set.value?.TrackingOptions?.CustomRedirectDomain : undefined;
  const tracking = stage === undefined ? used : stage.trackingDomain;
  const [dnsFacts, account, identities, destinations, counted, pause] = await Promise.all([
    lookAtDns(dns, {
      addresses: domainOf(replyTo) === domainOf(from) ? [from] : [from, replyTo],
      ...(tracking === undefined ? {} : { tracking }),
    }),
    lookOn(ses, readAccount),
    lookOn(ses, (asked) => readIdentities(asked, from)),
    both(ses, stacked, (asked, desk) => readDestinations(asked, configurationSetOf(desk))),
    lookOn(stacked, (desk) => readCounted(desk, shop.timeZone, now)),
    lookOn(stacked, readPause),
  ]);
  return {
    shop,
    files,
    domain: domainOf(from),
    ...(region === undefined ? {} : { region }),
    ...(stage === undefined ? {} : { stage }),
    dns: dnsFacts,
    account,
    identities,
    mailFromSpf: await spfOf(dns, identities),
    set,
    destinations,
    counted,
    pause,
    today: dayOf(now, shop.timeZone),
  };
}

const NO_STACK = "name the stack with --stack to look";

async function both<A, B, C>(
  one: Looked<A>,
  other: Looked<B>,
  read: (one: A, other: B) => Promise<C>,
): Promise<Looked<C>> {
  return one.is === "known" ? lookOn(other, (second) => read(one.value, second)) : one;
}

async function spfOf(dns: Dns | undefined, identities: Facts["identities"]): Promise<Facts["mailFromSpf"]> {
  if (identities.is !== "known") return identities;
  const own = mailFrom(identities.value);
  return own === undefined ? known(undefined) : askDns(dns, own.domain, (asked) => asked.txt(own.domain));
}
