"use client";

import { ChartNoAxesCombined, SearchX } from "lucide-react";
import { useTranslations } from "next-intl";
import { LoadSampleShopButton } from "#components/sample-shop/load-sample-shop-button.tsx";
import { Button, ButtonLink } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";

/** What stands where there is nothing to count: other settings, or what to send for there to be something. */
export function NothingYet({
  changed,
  onClear,
  needs,
}: {
  changed: boolean;
  onClear: () => void;
  /** What has to come in. */
  needs: string;
}) {
  const t = useTranslations("retention.empty");
  return (
    <Card>
      {changed ? (
        <EmptyState
          icon={<SearchX />}
          title={t("filtered")}
          action={<Button onClick={onClear}>{t("clear")}</Button>}
        >
          {t("filteredHint")}
        </EmptyState>
      ) : (
        <EmptyState
          icon={<ChartNoAxesCombined />}
          title={t("title")}
          action={
            <>
              <ButtonLink href="/connect" variant="primary">
                {t("connect")}
              </ButtonLink>
              <ButtonLink href="/imports/new">{t("import")}</ButtonLink>
              <LoadSampleShopButton />
            </>
          }
        >
          {needs}
        </EmptyState>
      )}
    </Card>
  );
}
