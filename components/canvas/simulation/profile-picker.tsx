"use client";

import { useQuery } from "@tanstack/react-query";
import { ChevronDown } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { useApi } from "#components/api.ts";
import { useProfileName } from "#components/profiles/profile-name.ts";
import { PEOPLE_SHOWN_MAX, ProfileSearchList } from "#components/profiles/profile-search-list.tsx";
import { Button } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { Popover } from "#components/ui/popover.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import type { ProfileSummary } from "#components/workflows/outputs.ts";

type Props = { chosen: ProfileSummary | null; onChoose(profile: ProfileSummary): void };

/** Whose run is shown: the first profile that can be written to, until somebody else is chosen. */
export function ProfilePicker({ chosen, onChoose }: Props) {
  const api = useApi();
  const t = useTranslations("simulation.person");
  const profileName = useProfileName();
  const [open, setOpen] = useState(false);
  const newest = useQuery(
    api.profiles.list.queryOptions({ search: "", limit: PEOPLE_SHOWN_MAX }, { enabled: chosen === null }),
  );
  const profiles = newest.data?.profiles;

  useEffect(() => {
    if (chosen || !profiles) return;
    const first = profiles.find((profile) => profile.email) ?? profiles[0];
    if (first) onChoose(first);
  }, [chosen, profiles, onChoose]);

  if (!chosen && newest.isError) {
    return (
      <ErrorState className="py-4" retrying={newest.isFetching} onRetry={() => void newest.refetch()}>
        {newest.error.message}
      </ErrorState>
    );
  }
  if (!chosen && profiles?.length === 0) {
    return (
      <EmptyState title={t("nobody")} className="py-4">
        {t("nobodyHelp")}
      </EmptyState>
    );
  }
  if (!chosen) return <Skeleton className="h-control w-full" />;
  return (
    <div>
      <p className="mb-1.5 text-sm font-medium">{t("for")}</p>
      <Popover
        open={open}
        onOpenChange={setOpen}
        label={t("choose")}
        className="p-2"
        trigger={
          <Button className="w-full justify-between" aria-label={t("forName", { name: profileName(chosen) })}>
            <span className="min-w-0 truncate">{profileName(chosen)}</span>
            <ChevronDown />
          </Button>
        }
      >
        <ProfileSearchList
          onChoose={(profile) => {
            onChoose(profile);
            setOpen(false);
          }}
        />
      </Popover>
    </div>
  );
}
