"use client";

import { useLocale } from "next-intl";
import { useMemo } from "react";

/** Numbers as the reader's language writes them: short ones for steps, "1.2K", and whole ones for everything else. */
export function useNumbers(): { short(count: number): string; full(count: number): string } {
  const locale = useLocale();
  return useMemo(() => {
    const short = new Intl.NumberFormat(locale, { notation: "compact", maximumFractionDigits: 1 });
    const full = new Intl.NumberFormat(locale);
    return { short: (count) => short.format(count), full: (count) => full.format(count) };
  }, [locale]);
}
