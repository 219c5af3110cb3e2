"use client";

import { useTranslations } from "next-intl";
import { useProfileName } from "#components/profiles/profile-name.ts";
import { ProfileSearchList } from "#components/profiles/profile-search-list.tsx";
import { Button } from "#components/ui/button.tsx";
import type { Named } from "./why-dialog.tsx";

type Props = { chosen: Named | null; onChoose: (person: Named | null) => void };

/** Whom is asked about: found by a search, and then named with a way back to it. */
export function PersonSearch({ chosen, onChoose }: Props) {
  const t = useTranslations("runs.why");
  const profileName = useProfileName();
  if (!chosen) {
    return (
      <ProfileSearchList
        label={t("person")}
        onChoose={(profile) => onChoose({ id: profile.id, name: profileName(profile) })}
      />
    );
  }
  return (
    <p className="flex items-center justify-between gap-3 text-sm">
      <span className="min-w-0 truncate font-medium">{chosen.name}</span>
      <Button size="sm" onClick={() => onChoose(null)}>
        {t("other")}
      </Button>
    </p>
  );
}
