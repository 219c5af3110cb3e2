"use client";

import { useTranslations } from "next-intl";
import { Button } from "#components/ui/button.tsx";

type Props = {
  query: { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => unknown };
  label?: string;
};

/** The button under a list that has more pages; nothing when it has not. */
export function LoadMore({ query, label }: Props) {
  const t = useTranslations("shell");
  if (!query.hasNextPage) return null;
  return (
    <div className="flex justify-center pt-4">
      <Button loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
        {label ?? t("loadMore")}
      </Button>
    </div>
  );
}
