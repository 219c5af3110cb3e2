"use client";

import { useQuery } from "@tanstack/react-query";
import { useApi } from "#components/api.ts";
import { Banner } from "#components/ui/banner.tsx";

const LOOK_EVERY_MS = 10_000;

/** Says so when all visitors count as one, because the server takes a proxy's address for theirs; else nothing. */
export function ProxyNote({ className }: { className?: string }) {
  const api = useApi();
  const proxies = useQuery(api.site.proxies.queryOptions(undefined, { refetchInterval: LOOK_EVERY_MS }));
  if (!proxies.data?.areUntold) return null;
  return (
    <Banner tone="warning" title="All your visitors may count as one" className={className}>
      Events have come through a proxy that this server was not told of. Visitors then share its address and
      its limits, and events of some may be turned away because of others. Set the environment variable
      TRUSTED_PROXIES to how many proxies stand in front of this server, usually 1, and start it again. If
      there is none, leave it at 0: somebody has only pretended.
    </Banner>
  );
}
