"use client";

import { useSearchParams } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { useCallback, useMemo } from "react";
import { DEFAULT_WINDOW, type LiveWindow, readWindow, wordWindow } from "#workflows/live-window.ts";

const PARAMETER = "window";

/** The time that the numbers are of. It is in the address, so that it can be shared. */
export function useWindow(): [LiveWindow, (window: LiveWindow) => void] {
  const text = useSearchParams().get(PARAMETER) ?? "";
  const window = useMemo(
    () => readWindow(text) ?? ({ kind: "named", name: DEFAULT_WINDOW } as const),
    [text],
  );
  return [window, setWindow];
}

function setWindow(next: LiveWindow): void {
  const address = new URL(window.location.href);
  const text = wordWindow(next);
  if (text === DEFAULT_WINDOW) address.searchParams.delete(PARAMETER);
  else address.searchParams.set(PARAMETER, text);
  // The page is the same: nothing is asked of the server but the numbers.
  window.history.replaceState(null, "", address);
}

/** "in the last 7 days", as it stands at the end of a sentence. */
export function useWindowWords(): (window: LiveWindow) => string {
  const t = useTranslations("live.window.full");
  const locale = useLocale();
  return useCallback(
    (window) => {
      if (window.kind === "named") return t(window.name);
      const date = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeZone: "UTC" });
      return t("days", { from: date.format(new Date(window.from)), to: date.format(new Date(window.to)) });
    },
    [t, locale],
  );
}
