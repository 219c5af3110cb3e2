import type { IncomingMessage } from "node:http";

/**
 * Who a request really comes from: the socket's address, or, behind trusted proxies, the address that the outermost of
 * them saw. What stands further left in X-Forwarded-For was written by the client.
 */
export function clientIp(request: IncomingMessage, trustedProxies: number): string {
  const socket = request.socket.remoteAddress ?? "";
  if (trustedProxies === 0) return socket;
  const forwarded = String(request.headers["x-forwarded-for"] ?? "")
    .split(",")
    .map((entry) => entry.trim())
    .filter(Boolean);
  return [...forwarded, socket].at(-1 - trustedProxies) ?? forwarded[0] ?? socket;
}

/** The part of an address that one client cannot change at will: of IPv6, the first 64 bits. */
export function networkOf(ip: string): string {
  if (!ip.includes(":") || ip.includes(".")) return ip;
  const [head = "", tail] = ip.split("::", 2);
  const [first, last] = [head.split(":").filter(Boolean), (tail ?? "").split(":").filter(Boolean)];
  const zeros = tail === undefined ? 0 : 8 - first.length - last.length;
  return [...first, ...Array<string>(Math.max(zeros, 0)).fill("0"), ...last].slice(0, 4).join(":");
}
