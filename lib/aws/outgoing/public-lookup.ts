import { type LookupAddress, type LookupOptions, lookup } from "node:dns";
import type { LookupFunction } from "node:net";
import { Unreachable } from "../../journey/outside.ts";
import { isPublicAddress } from "./public-address.ts";

export type Resolve = (
  host: string,
  options: LookupOptions & { all: true },
  done: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void;

/**
 * Looks a host up for a connection that is about to be made to what is answered here: a name that leads elsewhere a moment later
 * does not help. A host with any address that is not public is refused whole.
 */
export function publicLookup(resolve: Resolve = lookup as Resolve, isAllowed = isPublicAddress): LookupFunction {
  return (host, options, done) => {
    resolve(host, { ...options, all: true }, (error, addresses) => {
      const [first] = addresses ?? [];
      if (error !== null) return done(error, []);
      if (first === undefined || addresses.some(({ address }) => !isAllowed(address))) return done(notPublic(), []);
      if (options.all === true) return done(null, addresses);
      done(null, first.address, first.family);
    });
  };
}

/** The address is not told: whoever chose the name would learn what it leads to in here. */
export function notPublic(): Unreachable {
  return new Unreachable("the host has an address that is not of the public internet; nobody there is called", true);
}
