import { BlockList, isIPv4, isIPv6 } from "node:net";

/**
 * What is no host of the public internet: the IANA special-purpose registries as of 2026-10, with multicast, and with what is
 * reachable but a relay to elsewhere. https://www.iana.org/assignments/iana-ipv4-special-registry
 */
const SPECIAL_V4 = [
  "0.0.0.0/8", // this network
  "10.0.0.0/8", // private
  "100.64.0.0/10", // shared by carriers
  "127.0.0.0/8", // this machine
  "169.254.0.0/16", // link-local: metadata and credentials of clouds are here
  "172.16.0.0/12", // private
  "192.0.0.0/24", // protocol assignments
  "192.0.2.0/24", // documentation
  "192.31.196.0/24", // AS112
  "192.52.193.0/24", // AMT
  "192.88.99.0/24", // relays of 6to4
  "192.168.0.0/16", // private
  "192.175.48.0/24", // AS112
  "198.18.0.0/15", // benchmarks
  "198.51.100.0/24", // documentation
  "203.0.113.0/24", // documentation
  "224.0.0.0/4", // multicast
  "240.0.0.0/4", // reserved, and broadcast
];

/**
 * The only addresses of hosts on the public internet. Outside of it are mapped and translated IPv4 (::ffff:0:0/96, 64:ff9b::/96),
 * unique local ones with the clouds' metadata (fc00::/7), link-local ones and multicast.
 * https://www.iana.org/assignments/ipv6-address-space
 */
const GLOBAL_V6 = ["2000::/3"];

/** What is special within it. https://www.iana.org/assignments/iana-ipv6-special-registry */
const SPECIAL_V6 = [
  "2001::/23", // protocol assignments: Teredo, benchmarks, ORCHID
  "2001:db8::/32", // documentation
  "2002::/16", // 6to4: IPv4 of any kind within
  "2620:4f:8000::/48", // AS112
  "3fff::/20", // documentation
];

// Lists of their own: Node takes an IPv4 address for its mapped form where a list has networks of IPv6.
const specialV4 = listOf(SPECIAL_V4, "ipv4");
const globalV6 = listOf(GLOBAL_V6, "ipv6");
const specialV6 = listOf(SPECIAL_V6, "ipv6");

/** Whether this IP address is one of the public internet; what is no IP address is not. */
export function isPublicAddress(address: string): boolean {
  if (isIPv4(address)) return !specialV4.check(address, "ipv4");
  // An address with a zone is one of this machine's own links.
  if (!isIPv6(address) || address.includes("%")) return false;
  return globalV6.check(address, "ipv6") && !specialV6.check(address, "ipv6");
}

function listOf(networks: readonly string[], family: "ipv4" | "ipv6"): BlockList {
  const list = new BlockList();
  for (const network of networks) {
    const [address = "", bits] = network.split("/");
    list.addSubnet(address, Number(bits), family);
  }
  return list;
}
