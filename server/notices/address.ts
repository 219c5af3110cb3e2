import { isIP } from "node:net";
import { addressPolicy, bareHost } from "#server/delivery/address-guard.ts";

/**
 * Why notices cannot be sent to an address, for people; null when they can. What a name stands for is looked at when
 * something is sent, because it may change.
 */
export function addressProblem(text: string, allow: readonly string[]): string | null {
  const url = URL.parse(text);
  if (!url || (url.protocol !== "http:" && url.protocol !== "https:"))
    return "Enter the whole address, beginning with https://";
  if (url.username || url.password)
    return "Leave user name and password out: the signature proves who is sending";
  const host = bareHost(url.hostname);
  const policy = addressPolicy(allow);
  const port = Number(url.port) || (url.protocol === "https:" ? 443 : 80);
  const isPrivate = isIP(host) ? !policy.permits(host) : host === "localhost" || host.endsWith(".localhost");
  if (isPrivate && !policy.trusts(host, port))
    return "This address is inside a private network. The setting OUTBOUND_ALLOW of the server can allow it";
  return null;
}
