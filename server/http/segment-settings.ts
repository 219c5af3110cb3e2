import type { IncomingMessage } from "node:http";
import type { Env } from "#server/env.ts";

/** What Segment's browser library asks for before it sends anything: here, and nowhere else, events are to go. */
export function browserSettings(writeKey: string, address: string): object {
  const { host, pathname, protocol } = new URL(address);
  return {
    integrations: {
      "Segment.io": {
        apiKey: writeKey,
        apiHost: `${host}${pathname.replace(/\/+$/, "")}/v1`,
        protocol: protocol.slice(0, -1),
        addBundledMetadata: false,
      },
    },
    plan: {},
    remotePlugins: [],
    middlewareSettings: {},
    enabledMiddleware: {},
    legacyVideoPluginsEnabled: false,
    analyticsNextEnabled: true,
    // The library would otherwise report about itself to its maker.
    metrics: { sampleRate: 0 },
  };
}

const HOST = /^[\w.-]+(:\d+)?$|^\[[\da-f:.]+\](:\d+)?$/i;

/** The address that a browser reaches this server at: the one that is set up, else the one that it just used. */
export function addressFor(env: Env, request: IncomingMessage): string {
  const host = request.headers.host ?? "";
  if (env.PUBLIC_URL || !HOST.test(host)) return env.PUBLIC_URL ?? `http://localhost:${env.PORT}`;
  const forwarded = env.TRUSTED_PROXIES > 0 ? String(request.headers["x-forwarded-proto"] ?? "") : "";
  return `${forwarded === "https" ? "https" : "http"}://${host}`;
}
