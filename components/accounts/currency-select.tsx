"use client";

import { useLocale } from "next-intl";
import { useMemo } from "react";
import { Select } from "#components/ui/select.tsx";

/** All currencies that the browser knows, by their names in the reader's language. */
export function CurrencySelect({
  value,
  onValueChange,
}: {
  value: string;
  onValueChange: (currency: string) => void;
}) {
  const locale = useLocale();
  const options = useMemo(() => {
    const names = new Intl.DisplayNames([locale], { type: "currency" });
    const codes = new Set([...Intl.supportedValuesOf("currency"), ...(value ? [value] : [])]);
    return [...codes].sort().map((code) => ({ value: code, label: `${code} · ${names.of(code) ?? code}` }));
  }, [locale, value]);
  return <Select options={options} value={value} onValueChange={onValueChange} />;
}
