import { discover } from "../domain/discover.ts";
import { type Dns, seesTheNet } from "../domain/dns.ts";
import type { DnsFacts } from "../facts.ts";
import { type Looked, look, notLooked } from "../looked.ts";

export const OFFLINE = "run without --offline to look";

/** Asks a name of the DNS. Each name by itself: one top-level domain may be out of sight while another is not. */
export async function askDns<T>(
  dns: Dns | undefined,
  name: string,
  read: (dns: Dns) => Promise<T>,
): Promise<Looked<T>> {
  if (dns === undefined) return notLooked(OFFLINE);
  return look(async () => {
    await seesTheNet(dns, name);
    return read(dns);
  });
}

/** @param names.addresses From, and where answers go if that is elsewhere; in ASCII, as is the tracking domain */
export async function lookAtDns(
  dns: Dns | undefined,
  { addresses, tracking }: { addresses: readonly [string, ...string[]]; tracking?: string },
): Promise<DnsFacts> {
  const domain = domainOf(addresses[0]);
  const [policy, replies, leadsTo] = await Promise.all([
    askDns(dns, domain, (asked) => discover(asked, domain)),
    Promise.all(
      addresses.map(async (address) => ({
        address,
        servers: await askDns(dns, domainOf(address), (asked) => asked.mx(domainOf(address))),
      })),
    ),
    tracking === undefined ? undefined : askDns(dns, tracking, (asked) => asked.cname(tracking)),
  ]);
  return {
    policy,
    replies,
    ...(tracking === undefined || leadsTo === undefined ? {} : { tracking: { name: tracking, leadsTo } }),
  };
}

export function domainOf(address: string): string {
  return address.slice(address.lastIndexOf("@") + 1).toLowerCase();
}
