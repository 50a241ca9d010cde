import { NODATA, NOTFOUND, Resolver } from "node:dns/promises";
import { Unreachable } from "../looked.ts";

/** Questions to the DNS. Nothing there is an empty list; no answer is {@link Unreachable}. */
export interface Dns {
  /** Each record whole, however many strings it is made of. */
  txt(name: string): Promise<string[]>;
  /** Mail servers, the preferred one first. */
  mx(name: string): Promise<string[]>;
  cname(name: string): Promise<string[]>;
  ns(name: string): Promise<string[]>;
}

/**
 * The DNS as this machine asks it.
 * @param options.milliseconds how long one try may take; there are two
 * @param options.servers others than the machine's own, `address:port`
 */
export function openDns({ milliseconds = 3_000, servers }: { milliseconds?: number; servers?: string[] } = {}): Dns {
  const resolver = new Resolver({ timeout: milliseconds, tries: 2 });
  if (servers !== undefined) resolver.setServers(servers);
  return {
    txt: async (name) => (await ask(name, "TXT", () => resolver.resolveTxt(name))).map((strings) => strings.join("")),
    mx: async (name) => {
      const records = await ask(name, "MX", () => resolver.resolveMx(name));
      return records.sort((one, other) => one.priority - other.priority).map(({ exchange }) => exchange);
    },
    cname: (name) => ask(name, "CNAME", () => resolver.resolveCname(name)),
    ns: (name) => ask(name, "NS", () => resolver.resolveNs(name)),
  };
}

async function ask<T>(name: string, type: string, resolve: () => Promise<T[]>): Promise<T[]> {
  try {
    return await resolve();
  } catch (error) {
    const { code = "" } = error as NodeJS.ErrnoException;
    if (code === NOTFOUND || code === NODATA) return [];
    throw new Unreachable(`the DNS did not say which ${type} records ${name} has (${code})`);
  }
}

/**
 * A resolver behind a wall says of every name that it does not exist: only one that knows the name servers of a top-level
 * domain can tell what is missing below it.
 */
export async function seesTheNet(dns: Dns, domain: string): Promise<true> {
  const top = domain.slice(domain.lastIndexOf(".") + 1);
  if ((await dns.ns(top)).length > 0) return true;
  throw new Unreachable(`this machine's DNS knows no name servers of .${top}: what it does not find is no proof`);
}
