"use client";

import { usePathname, useSearchParams } from "next/navigation";
import { useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import { TabLinks } from "#components/ui/tab-links.tsx";
import type { AskedName } from "./asked.ts";
import { addressOf, metrics } from "./metrics.ts";

/** What is about the people and not about the metric goes along to the other pages. */
const KEPT: readonly AskedName[] = ["segment", "vs"];

/** The pages of the section. Not all fit on a phone, so the current one is brought into sight. */
export function RetentionNav() {
  const t = useTranslations("retention");
  const pathname = usePathname();
  const search = useSearchParams();
  const row = useRef<HTMLDivElement>(null);
  const kept = new URLSearchParams(
    KEPT.flatMap((name) => {
      const value = search.get(name);
      return value === null ? [] : [[name, value]];
    }),
  );
  const addressNow = (path: string) => (kept.size > 0 ? `${path}?${kept}` : path);
  const current = addressNow(pathname);
  const tabs = metrics.map((metric) => ({
    value: addressNow(addressOf(metric)),
    label: t(`tabs.${metric}`),
  }));

  useEffect(() => {
    const tab = row.current?.querySelector("[aria-current]");
    if (pathname) tab?.scrollIntoView({ block: "nearest", inline: "center" });
  }, [pathname]);

  return (
    <div ref={row} className="mb-6">
      <TabLinks tabs={tabs} label={t("tabsLabel")} current={current} />
    </div>
  );
}
