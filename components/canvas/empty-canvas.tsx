"use client";

import { Sparkles } from "lucide-react";
import { useTranslations } from "next-intl";

/** What stands on a canvas without steps; pressing and dropping go through it. */
export function EmptyCanvas({ phone }: { phone: boolean }) {
  const t = useTranslations("canvas.empty");
  return (
    <div className="pointer-events-none absolute inset-0 flex items-center justify-center p-6 text-center">
      <div className="max-w-72">
        <Sparkles aria-hidden="true" className="mx-auto mb-3 size-7 text-ember-ink" />
        <h2 className="text-base">{t("title")}</h2>
        <p className="mt-1.5 text-sm text-muted">{t(phone ? "phone" : "hint")}</p>
      </div>
    </div>
  );
}
