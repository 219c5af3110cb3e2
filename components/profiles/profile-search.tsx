"use client";

import { useTranslations } from "next-intl";
import { SearchField } from "#components/ui/search-field.tsx";

type Props = {
  value: string;
  onChange: (value: string) => void;
  /** How many there are; unknown while the first page loads. */
  found: { count: number; isAtLeast: boolean } | undefined;
  searching: boolean;
  /** Whether what is shown is still the answer to an earlier search. */
  busy: boolean;
};

/** Finds people by name, email address or number as one types. */
export function ProfileSearch({ value, onChange, found, searching, busy }: Props) {
  const t = useTranslations("profiles.search");
  return (
    <search className="mb-4 flex flex-wrap items-center gap-x-4 gap-y-2">
      <SearchField
        label={t("label")}
        placeholder={t("placeholder")}
        value={value}
        onChange={onChange}
        busy={busy}
      />
      <p role="status" data-figures className="text-sm text-muted">
        {found !== undefined &&
          !busy &&
          t(found.isAtLeast ? "foundMore" : searching ? "found" : "count", { count: found.count })}
      </p>
    </search>
  );
}
