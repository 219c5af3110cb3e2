"use client";

import { useTranslations } from "next-intl";
import { useMemo, useState, useSyncExternalStore } from "react";
import { Select } from "#components/ui/select.tsx";

/** The zone that was chosen, at first the browser's own; empty while the server draws the page. */
export function useTimeZone(): [zone: string, choose: (zone: string) => void] {
  const own = useSyncExternalStore(neverChanges, browserZone, () => "");
  const [chosen, choose] = useState<string | null>(null);
  return [chosen ?? own, choose];
}

/** All time zones that the browser knows. */
export function TimeZoneSelect({
  value,
  onValueChange,
}: {
  value: string;
  onValueChange: (zone: string) => void;
}) {
  const t = useTranslations("first-run.setup");
  const options = useMemo(() => {
    const zones = new Set([...Intl.supportedValuesOf("timeZone"), "UTC", ...(value ? [value] : [])]);
    return [...zones].sort().map((zone) => ({ value: zone, label: zone.replaceAll("_", " ") }));
  }, [value]);
  return (
    <Select options={options} value={value} onValueChange={onValueChange} placeholder={t("chooseTimeZone")} />
  );
}

function browserZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}

function neverChanges(): () => void {
  return () => {};
}
