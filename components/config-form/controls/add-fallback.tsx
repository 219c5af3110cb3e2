"use client";

import { useTranslations } from "next-intl";
import { Button } from "#components/ui/button.tsx";
import { namesWithoutFallback, withNameFallbacks } from "#workflows/name-problems.ts";

type Props = { text: string; onChange(text: string): void; quote?: '"' | "'" };

/** Puts right at once what a message would say to people whose name is not known. */
export function AddFallback({ text, quote, onChange }: Props) {
  const t = useTranslations("config-form.fallback");
  const names = namesWithoutFallback(text);
  if (names.length === 0) return null;
  return (
    <Button size="sm" className="mt-1.5 self-start" onClick={() => onChange(withNameFallbacks(text, quote))}>
      {t("add")}
      <span className="sr-only">{t("forNames", { names: names.join(t("between")) })}</span>
    </Button>
  );
}
