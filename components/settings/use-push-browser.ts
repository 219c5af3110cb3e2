"use client";

import { useCallback, useEffect, useState } from "react";
import { findSubscription, type Readiness, readReadiness } from "./push-browser.ts";

export type PushBrowser = {
  readiness: Readiness;
  /** The address that messages to this browser go to; null while it is not subscribed. */
  endpoint: string | null;
  /** Looks again, after something was changed. */
  refresh: () => Promise<void>;
};

/** How this browser stands. While the server draws the page nothing is known. */
export function usePushBrowser(): PushBrowser {
  const [readiness, setReadiness] = useState<Readiness>("checking");
  const [endpoint, setEndpoint] = useState<string | null>(null);

  const refresh = useCallback(async () => {
    const found = readReadiness();
    const subscription = found === "ready" ? await findSubscription().catch(() => null) : null;
    setEndpoint(subscription?.endpoint ?? null);
    setReadiness(found);
  }, []);

  useEffect(() => {
    void refresh();
  }, [refresh]);

  return { readiness, endpoint, refresh };
}
