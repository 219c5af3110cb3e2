"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Search } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { useApi } from "#components/api.ts";
import { ErrorState } from "#components/ui/error-state.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { useRested } from "#components/ui/use-rested.ts";
import type { ProfileSummary } from "#components/workflows/outputs.ts";
import { useProfileName } from "./profile-name.ts";

/** People that are shown at a time; whoever is not among them is found by typing more. */
export const PEOPLE_SHOWN_MAX = 8;

type Props = {
  /** Stands above the field; without it the field is named for screen readers only. */
  label?: string;
  /** A choice before all people. */
  firstLine?: { name: string; onChoose(): void };
  onChoose(profile: ProfileSummary): void;
};

/** Finds one person by name, email address or customer number; the newest ones stand there from the start. */
export function ProfileSearchList({ label, firstLine, onChoose }: Props) {
  const t = useTranslations("profiles");
  const profileName = useProfileName();
  const api = useApi();
  const [typed, setTyped] = useState("");
  const search = useRested(typed.trim());
  const found = useQuery(
    api.profiles.list.queryOptions(
      { search, limit: PEOPLE_SHOWN_MAX },
      { placeholderData: keepPreviousData },
    ),
  );
  return (
    <div>
      <Field label={label ?? t("search.label")} hideLabel={label === undefined}>
        <Input
          icon={<Search />}
          type="search"
          placeholder={t("search.placeholder")}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
      </Field>
      <ul aria-label={t("search.people")} className="mt-2">
        {firstLine && <Line onChoose={firstLine.onChoose}>{firstLine.name}</Line>}
        {found.data?.profiles.map((profile) => (
          <Line
            key={profile.id}
            under={profile.email ?? t("head.noEmail")}
            onChoose={() => onChoose(profile)}
          >
            {profileName(profile)}
          </Line>
        ))}
      </ul>
      {found.isError && (
        <ErrorState title={t("list.notLoaded")} className="px-2 py-4" onRetry={() => void found.refetch()}>
          {found.error.message}
        </ErrorState>
      )}
      {found.data?.profiles.length === 0 && (
        <p role="status" className="px-2 py-1 text-sm text-muted">
          {t("search.nobody")}
        </p>
      )}
    </div>
  );
}

function Line({ under, onChoose, children }: { under?: string; onChoose(): void; children: ReactNode }) {
  return (
    <li>
      <button
        type="button"
        className="flex min-h-11 w-full flex-col justify-center rounded-sm px-2 py-1 text-left text-sm hover:bg-hover [&>*]:max-w-full [&>*]:truncate"
        onClick={onChoose}
      >
        <span>{children}</span>
        {under && <span className="text-xs text-muted">{under}</span>}
      </button>
    </li>
  );
}
