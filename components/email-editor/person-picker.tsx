"use client";

import { ChevronDown } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useProfileName } from "#components/profiles/profile-name.ts";
import { ProfileSearchList } from "#components/profiles/profile-search-list.tsx";
import { Button } from "#components/ui/button.tsx";
import { Popover } from "#components/ui/popover.tsx";

export interface ShownPerson {
  id: number;
  label: string;
}

type Props = { person: ShownPerson | null; onChoose(person: ShownPerson | null): void };

/** For whom the email is shown: anybody known, or somebody invented. */
export function PersonPicker({ person, onChoose }: Props) {
  const t = useTranslations("email-editor.person");
  const profileName = useProfileName();
  const [open, setOpen] = useState(false);
  const shown = person?.label ?? t("sample");

  function choose(next: ShownPerson | null) {
    onChoose(next);
    setOpen(false);
  }
  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      label={t("label")}
      className="p-2"
      trigger={
        <Button aria-label={t("choose", { name: shown })} className="max-w-full">
          <span className="min-w-0 truncate">
            {t.rich("shown", {
              name: shown,
              muted: (chunks) => <span className="text-muted">{chunks}</span>,
            })}
          </span>
          <ChevronDown />
        </Button>
      }
    >
      <ProfileSearchList
        firstLine={{ name: t("sample"), onChoose: () => choose(null) }}
        onChoose={(profile) => choose({ id: profile.id, label: profileName(profile) })}
      />
    </Popover>
  );
}
