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
