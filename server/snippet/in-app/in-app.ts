import type { Options } from "../options.ts";
import type { Shelf } from "../storage.ts";
import { createInAppView, type InAppView } from "./view.ts";
import { whenIdle } from "./when-idle.ts";

interface Given {
  shelf: Shelf;
  /** Epoch milliseconds. */
  now(): number;
}

/**
 * What the snippet calls once it has fetched this. A visitor's browser may hold an older snippet for a day: it must find
 * what it knew.
 */
export function start({ host, writeKey }: Options, { shelf, now }: Given): InAppView {
  return createInAppView({
    ...{ page: document, shelf, now, whenIdle },
    async send(happening) {
      const url = `${host}/v1/in-app/happened`;
      const body = JSON.stringify({ writeKey, ...happening });
      // Those that cannot keep it alive hand it over, and cannot tell what became of it.
      if (!("keepalive" in Request.prototype)) return navigator.sendBeacon(url, body) ? 200 : 0;
      const { status } = await fetch(url, { method: "POST", credentials: "omit", keepalive: true, body });
      return status;
    },
  });
}
