"use client";

import { ChevronRight } from "lucide-react";
import { useTranslations } from "next-intl";
import { Card } from "#components/ui/card.tsx";

/** The exact definition of the numbers above for the settings that are chosen, to be folded out. */
export function HowComputed({ lines }: { lines: readonly string[] }) {
  const t = useTranslations("retention.report");
  return (
    <Card>
      <details className="group">
        <summary className="flex min-h-control list-none items-center gap-2 rounded-lg px-5 py-3 font-medium hover:bg-hover [&::-webkit-details-marker]:hidden">
          <ChevronRight
            aria-hidden="true"
            className="size-4 shrink-0 transition-transform group-open:rotate-90"
          />
          {t("howComputed")}
        </summary>
        <ul className="flex max-w-3xl list-disc flex-col gap-2 px-5 pb-5 pl-11 text-sm">
          {lines.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      </details>
    </Card>
  );
}
