import { describe, expect, test } from "vitest";
import { isPublicAddress } from "../../../lib/aws/outgoing/public-address.ts";

describe("addresses of the public internet", () => {
  test.each([
    "1.1.1.1",
    "9.255.255.255",
    "11.0.0.0",
    "54.239.28.85",
    "100.63.255.255",
    "100.128.0.0",
    "126.255.255.255",
    "128.0.0.1",
    "169.253.255.255",
    "169.255.0.0",
    "172.15.255.255",
    "172.32.0.0",
    "192.0.1.1",
    "192.167.255.255",
    "192.169.0.0",
    "198.17.255.255",
    "198.20.0.0",
    "223.255.255.255",
    "2001:200::1",
    "2001:4860:4860::8888",
    "2001:db7:ffff::1",
    "2003::1",
    "2600:1f18::1",
    "2a05:d018::1",
    "3ffe::1",
  ])("%s may be called", (address) => expect(isPublicAddress(address)).toBe(true));
});

describe("addresses that are not", () => {
  test.each([
    ["this network", "0.0.0.0", "0.255.255.255"],
    ["private", "10.0.0.0", "10.255.255.255"],
    ["of carriers", "100.64.0.0", "100.127.255.255"],
    ["this machine", "127.0.0.1", "127.255.255.255"],
    ["metadata of a cloud", "169.254.169.254"],
    ["credentials of containers", "169.254.170.2"],
    ["link-local", "169.254.0.0", "169.254.255.255"],
    ["private", "172.16.0.0", "172.31.255.255"],
    ["protocol assignments", "192.0.0.0", "192.0.0.255"],
    ["documentation", "192.0.2.1", "198.51.100.1", "203.0.113.255"],
    ["relays", "192.31.196.1", "192.52.193.1", "192.88.99.1", "192.175.48.1"],
    ["private", "192.168.0.0", "192.168.255.255"],
    ["benchmarks", "198.18.0.0", "198.19.255.255"],
    ["multicast", "224.0.0.1", "239.255.255.255"],
    ["reserved", "240.0.0.1", "255.255.255.254"],
    ["broadcast", "255.255.255.255"],
    ["unspecified", "::"],
    ["this machine", "::1", "0:0:0:0:0:0:0:1"],
    ["IPv4 of old", "::127.0.0.1", "::7f00:1"],
    ["mapped IPv4", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:a9fe:a9fe", "::ffff:8.8.8.8"],
    ["translated IPv4", "::ffff:0:127.0.0.1", "64:ff9b::127.0.0.1", "64:ff9b::7f00:1", "64:ff9b:1::1"],
    ["discard", "100::1"],
    ["protocol assignments", "2001::1", "2001:2::1", "2001:10::1", "2001:20::1", "2001:1ff:ffff::1"],
    ["documentation", "2001:db8::1", "2001:db8:ffff::1", "3fff::1", "3fff:fff:ffff::1"],
    ["6to4", "2002:7f00:1::1", "2002:a9fe:a9fe::1"],
    ["relays", "2620:4f:8000::1"],
    ["segment routing", "5f00::1"],
    ["unique local", "fc00::1", "fdff:ffff::1"],
    ["metadata of a cloud", "fd00:ec2::254", "FD00:EC2::254", "fd00:0ec2:0:0:0:0:0:254"],
    ["link-local", "fe80::1", "fe80::1%eth0", "febf::1"],
    ["site-local of old", "fec0::1"],
    ["multicast", "ff02::1", "ff0e::1"],
    ["no addresses", "", "localhost", "127.1", "2130706433", "0x7f000001", "1.1.1.1:443", "[2003::1]", "2003::1%eth0"],
  ])("%s: %s", (_what, ...addresses) => {
    expect(addresses.filter((address) => isPublicAddress(address))).toEqual([]);
  });
});
