"use client";

import { useTranslations } from "next-intl";
import { Skeleton } from "#components/ui/skeleton.tsx";

/** In place of the list while its code is fetched. */
export function OutlineLoading() {
  const t = useTranslations("outline");
  return (
    <div
      role="status"
      aria-label={t("loading")}
      className="mx-auto flex max-w-3xl flex-col gap-7 px-3 pt-16 sm:px-6"
    >
      {["a", "b", "c"].map((key) => (
        <Skeleton key={key} className="h-16 w-full rounded-lg" />
      ))}
    </div>
  );
}
