"use client";

import { useTranslations } from "next-intl";
import { useId } from "react";

type Props = { label: string; done: number; total: number };

/** How far something is; without a total yet, only that it is under way. */
export function ProgressBar({ label, done, total }: Props) {
  const t = useTranslations("ui");
  const id = useId();
  const percent = total > 0 ? Math.min(100, Math.floor((done / total) * 100)) : null;
  return (
    <div className="w-full">
      <div className="flex justify-between gap-4 text-sm">
        <span id={id} className="min-w-0 [overflow-wrap:anywhere]">
          {label}
        </span>
        {percent !== null && (
          <span data-figures className="text-muted">
            {t("progress.percent", { percent })}
          </span>
        )}
      </div>
      <div
        role="progressbar"
        aria-labelledby={id}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={percent ?? undefined}
        className="mt-2 h-2 overflow-hidden rounded-full bg-sunken"
      >
        <div
          className="h-full rounded-full bg-ember transition-[width] duration-500"
          style={{ width: `${percent ?? 5}%` }}
        />
      </div>
    </div>
  );
}
