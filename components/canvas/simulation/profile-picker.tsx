"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { ChevronDown, Search } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { useApi } from "#components/api.ts";
import { Button } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Input } from "#components/ui/input.tsx";
import { Popover } from "#components/ui/popover.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import type { ProfileSummary } from "#components/workflows/outputs.ts";

const SHOWN_MAX = 8;

type Props = { chosen: ProfileSummary | null; onChoose(profile: ProfileSummary): void };

/** Whose run is shown: the first profile that can be written to, until somebody else is chosen. */
export function ProfilePicker({ chosen, onChoose }: Props) {
  const api = useApi();
  const t = useTranslations("simulation.person");
  const [open, setOpen] = useState(false);
  const [search, setSearch] = useState("");
  const query = useQuery(
    api.profiles.list.queryOptions(
      { search: search.trim(), limit: SHOWN_MAX },
      { placeholderData: keepPreviousData },
    ),
  );
  const profiles = query.data?.profiles;

  useEffect(() => {
    if (chosen || !profiles) return;
    const first = profiles.find((profile) => profile.email) ?? profiles[0];
    if (first) onChoose(first);
  }, [chosen, profiles, onChoose]);

  if (!chosen && profiles?.length === 0 && search === "") {
    return (
      <EmptyState title={t("nobody")} className="py-4">
        {t("nobodyHelp")}
      </EmptyState>
    );
  }
  if (!chosen) return <Skeleton className="h-control w-full" />;
  const nameOf = ({ name, email, externalId, id }: ProfileSummary) =>
    name ?? email ?? externalId ?? t("profile", { id });
  return (
    <div>
      <p className="mb-1.5 text-sm font-medium">{t("for")}</p>
      <Popover
        open={open}
        onOpenChange={setOpen}
        label={t("choose")}
        className="p-2"
        trigger={
          <Button className="w-full justify-between" aria-label={t("forName", { name: nameOf(chosen) })}>
            <span className="min-w-0 truncate">{nameOf(chosen)}</span>
            <ChevronDown />
          </Button>
        }
      >
        <Input
          icon={<Search />}
          type="search"
          aria-label={t("search")}
          placeholder={t("searchExample")}
          value={search}
          onChange={(event) => setSearch(event.target.value)}
        />
        <ul className="mt-2">
          {profiles?.map((profile) => (
            <li key={profile.id}>
              <button
                type="button"
                className="flex min-h-11 w-full flex-col justify-center rounded-sm px-2 py-1 text-left hover:bg-hover"
                onClick={() => {
                  onChoose(profile);
                  setOpen(false);
                }}
              >
                <span className="max-w-full truncate">{nameOf(profile)}</span>
                <span className="max-w-full truncate text-xs text-muted">
                  {profile.email ?? t("noEmail")}
                </span>
              </button>
            </li>
          ))}
        </ul>
        {profiles?.length === 0 && <p className="px-2 py-1 text-muted">{t("nobodyCalled")}</p>}
      </Popover>
    </div>
  );
}
