"use client";

import { SearchX, Users } from "lucide-react";
import { useTranslations } from "next-intl";
import { LoadSampleShopButton } from "#components/sample-shop/load-sample-shop-button.tsx";
import { TrackExample } from "#components/settings/track-example.tsx";
import { Button } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";

/** What the list shows when it has nobody: another search, or the two ways to the first profile. */
export function ProfileListEmpty({
  search,
  filtered,
  onClear,
}: {
  search: string;
  filtered: boolean;
  onClear: () => void;
}) {
  const t = useTranslations("profiles.list");
  if (search || filtered) {
    return (
      <EmptyState
        icon={<SearchX />}
        title={search ? t("nobodyFound", { search }) : t("nobodyFits")}
        action={<Button onClick={onClear}>{t(filtered ? "clearAll" : "clearSearch")}</Button>}
      >
        {search && t("whatIsSearched")}
      </EmptyState>
    );
  }
  return (
    <>
      <EmptyState
        icon={<Users />}
        title={t("none")}
        action={<LoadSampleShopButton variant="primary" />}
        className="pb-6"
      >
        {t("noneHint")}
      </EmptyState>
      <div className="mx-auto max-w-2xl px-5 pb-8">
        <TrackExample />
      </div>
    </>
  );
}
