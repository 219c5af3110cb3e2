import ipaddr from "ipaddr.js";

/** Public by its number, but the platform's own metadata service inside Azure. */
const METADATA_ADDRESSES = new Set(["168.63.129.16"]);
/** All that is routed on the public IPv6 internet today. */
const IPV6_GLOBAL_UNICAST = "2000::/3";
/** DNS64 networks reach every IPv4 host through this prefix, so what counts is the address inside. */
const NAT64_PREFIX = "64:ff9b::/96";

/** Which hosts and addresses requests may go to. */
export type AddressPolicy = {
  /** Whether the owner allowed this host by name, so that its address is not looked at. */
  trusts(hostname: string, port: number): boolean;
  /** Whether a request may be sent to this IP address. */
  permits(address: string): boolean;
};

/**
 * Makes a policy from the owner's allow-list: `host`, `host:port`, an IP address or a CIDR range
 * (`10.0.0.0/8`). Everything on the public internet is permitted without being listed.
 */
export function addressPolicy(allow: readonly string[]): AddressPolicy {
  const hosts = new Set<string>();
  const ranges: [ipaddr.IPv4 | ipaddr.IPv6, number][] = [];
  for (const entry of allow.map((item) => item.trim().toLowerCase()).filter(Boolean)) {
    const range = asRange(entry);
    if (range) ranges.push(range);
    else hosts.add(entry.replace(/[[\]]/g, ""));
  }
  return {
    trusts: (hostname, port) => {
      const host = bareHost(hostname);
      return hosts.has(host) || hosts.has(`${host}:${port}`);
    },
    permits: (address) => refusedRange(address) === null || ranges.some((range) => contains(range, address)),
  };
}

/**
 * Why requests must not go to this IP address: the name of its range (`loopback`, `private`, `linkLocal`, …),
 * or null for an address on the public internet.
 */
export function refusedRange(address: string): string | null {
  if (!ipaddr.isValid(address)) return "invalid";
  const parsed = ipaddr.parse(address);
  if (parsed instanceof ipaddr.IPv4) {
    if (METADATA_ADDRESSES.has(parsed.toString())) return "metadata";
    const range = parsed.range();
    return range === "unicast" ? null : range;
  }
  if (parsed.isIPv4MappedAddress()) return refusedRange(parsed.toIPv4Address().toString());
  if (parsed.match(ipaddr.parseCIDR(NAT64_PREFIX))) return refusedRange(lastFourBytes(parsed));
  const range = parsed.range();
  if (range !== "unicast") return range;
  return parsed.match(ipaddr.parseCIDR(IPV6_GLOBAL_UNICAST)) ? null : "reserved";
}

/** A URL's hostname as a plain lower-case name or address: no brackets, no trailing dot. */
export function bareHost(hostname: string): string {
  return hostname
    .toLowerCase()
    .replace(/^\[|\]$/g, "")
    .replace(/\.$/, "");
}

function asRange(entry: string): [ipaddr.IPv4 | ipaddr.IPv6, number] | null {
  const bare = entry.replace(/[[\]]/g, "");
  if (ipaddr.isValidCIDR(bare)) return ipaddr.parseCIDR(bare);
  // Four full decimal parts only: "10" or "10.1" would otherwise read as an address.
  if (!ipaddr.IPv4.isValidFourPartDecimal(bare) && !ipaddr.IPv6.isValid(bare)) return null;
  // "[::1]:8080" without its brackets is still a valid, but different, IPv6 address.
  if (/\]:\d+$/.test(entry)) return null;
  const address = ipaddr.parse(bare);
  return [address, address instanceof ipaddr.IPv4 ? 32 : 128];
}

function contains(range: [ipaddr.IPv4 | ipaddr.IPv6, number], address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  // `process` turns an IPv4-mapped IPv6 address into the IPv4 address it stands for.
  const parsed = ipaddr.process(address);
  return parsed.kind() === range[0].kind() && parsed.match(range);
}

function lastFourBytes(address: ipaddr.IPv6): string {
  return address.toByteArray().slice(12).join(".");
}
