"use client";

import { useTranslations } from "next-intl";
import { SearchField } from "#components/ui/search-field.tsx";

type Props = { value: string; onChange: (value: string) => void; found: number };

/** Finds endpoints by anything that is said of them. */
export function ReferenceSearch({ value, onChange, found }: Props) {
  const t = useTranslations("reference");
  return (
    <search className="flex flex-wrap items-center gap-x-4 gap-y-2">
      <SearchField
        label={t("search.label")}
        placeholder={t("search.placeholder")}
        value={value}
        onChange={onChange}
      />
      <p role="status" data-figures className="text-sm text-muted">
        {t("search.found", { count: found })}
      </p>
    </search>
  );
}
