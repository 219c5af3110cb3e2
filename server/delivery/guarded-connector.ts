import type { LookupAddress } from "node:dns";
import { lookup as systemLookup } from "node:dns/promises";
import { isIP, type LookupFunction } from "node:net";
import { buildConnector } from "undici";
import { type AddressPolicy, bareHost, refusedRange } from "./address-guard.ts";
import type { OutcomeValues } from "./outcome.ts";

/** Resolves a host name to all its addresses. */
export type HostLookup = (hostname: string) => Promise<LookupAddress[]>;

/**
 * Opens connections for undici, to permitted addresses only. Addresses are checked where they are used, so
 * what was checked is what is connected to, and a name cannot resolve differently in between.
 */
export function guardedConnector(
  policy: AddressPolicy,
  options: { ca?: string; lookup?: HostLookup; timeoutMs: number },
): buildConnector.connector {
  const resolve = options.lookup ?? ((hostname: string) => systemLookup(hostname, { all: true }));
  const shared = { timeout: options.timeoutMs, allowH2: false, ...(options.ca ? { ca: options.ca } : {}) };
  const trusting = buildConnector({ ...shared, lookup: lookupThrough(resolve, () => true) });
  const guarding = buildConnector({ ...shared, lookup: lookupThrough(resolve, policy.permits) });
  return (target, callback) => {
    const host = bareHost(target.hostname);
    const port = Number(target.port) || (target.protocol === "https:" ? 443 : 80);
    if (policy.trusts(host, port)) return trusting(target, callback);
    // A literal address is never looked up, so it is checked here.
    if (isIP(host) && !policy.permits(host)) return callback(new AddressRefused(host, host), null);
    return guarding(target, callback);
  };
}

function lookupThrough(resolve: HostLookup, permits: (address: string) => boolean): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname).then(
      (found) => {
        const permitted = found.filter(({ address }) => permits(address));
        const first = permitted[0];
        if (!first) callback(new AddressRefused(hostname, found[0]?.address ?? ""), []);
        else if (options.all) callback(null, permitted);
        else callback(null, first.address, first.family);
      },
      (error: NodeJS.ErrnoException) => callback(error, []),
    );
  };
}

/** The error of a connection that was not opened because of where it would have led. */
export class AddressRefused extends Error {
  readonly values: OutcomeValues;
  constructor(host: string, address: string) {
    super(`${host} is at ${address}, which requests may not go to`);
    this.values = { host, address, range: refusedRange(address) ?? "public" };
  }
}
