"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useApi } from "#components/api.ts";
import { Banner } from "#components/ui/banner.tsx";

const LOOK_EVERY_MS = 10_000;

/** Says so when all visitors count as one, because the server takes a proxy's address for theirs; else nothing. */
export function ProxyNote({ className }: { className?: string }) {
  const t = useTranslations("site");
  const api = useApi();
  const proxies = useQuery(api.site.proxies.queryOptions(undefined, { refetchInterval: LOOK_EVERY_MS }));
  if (!proxies.data?.areUntold) return null;
  return (
    <Banner tone="warning" title={t("proxy.title")} className={className}>
      {t("proxy.help")}
    </Banner>
  );
}
