"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Search } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useApi } from "#components/api.ts";
import { useProfileName } from "#components/profiles/profile-name.ts";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { useRested } from "#components/ui/use-rested.ts";
import type { Named } from "./why-dialog.tsx";

const SHOWN_MAX = 6;

type Props = { chosen: Named | null; onChoose: (person: Named | null) => void };

/** Finds one person by name, email address or customer number. */
export function PersonSearch({ chosen, onChoose }: Props) {
  const profileName = useProfileName();
  const t = useTranslations("runs");
  const api = useApi();
  const [typed, setTyped] = useState("");
  const search = useRested(typed.trim());
  const found = useQuery({
    ...api.profiles.list.queryOptions({ search, limit: SHOWN_MAX }, { placeholderData: keepPreviousData }),
    enabled: search !== "" && chosen === null,
  });
  if (chosen) {
    return (
      <p className="flex items-center justify-between gap-3 text-sm">
        <span className="min-w-0 truncate font-medium">{chosen.name}</span>
        <Button size="sm" onClick={() => onChoose(null)}>
          {t("why.other")}
        </Button>
      </p>
    );
  }
  const people = search === "" ? [] : (found.data?.profiles ?? []);
  return (
    <div>
      <Field label={t("why.person")}>
        <Input
          type="search"
          icon={<Search />}
          placeholder={t("filter.personHint")}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
      </Field>
      <ul aria-label={t("why.found")} className="mt-1">
        {people.map((profile) => (
          <li key={profile.id}>
            <button
              type="button"
              className="flex min-h-11 w-full flex-col justify-center rounded-sm px-2 py-1 text-left text-sm hover:bg-hover"
              onClick={() => onChoose({ id: profile.id, name: profileName(profile) })}
            >
              <span className="max-w-full truncate">{profileName(profile)}</span>
              {profile.email && (
                <span className="max-w-full truncate text-xs text-muted">{profile.email}</span>
              )}
            </button>
          </li>
        ))}
      </ul>
      {search !== "" && found.isSuccess && people.length === 0 && (
        <p role="status" className="mt-1 px-2 text-sm text-muted">
          {t("why.nobodyFound")}
        </p>
      )}
    </div>
  );
}
