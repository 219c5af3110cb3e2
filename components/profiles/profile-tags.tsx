"use client";

import { Plus, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { type SyntheticEvent, useState } from "react";
import type { Profile } from "#components/shell/outputs.ts";
import { useMay } from "#components/shell/session.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { TagInput } from "./tag-input.tsx";
import { useTagChanges } from "./use-tag-changes.ts";

/** The words by which the team tells this person from others. */
export function ProfileTags({ profile }: { profile: Pick<Profile, "id" | "tags"> }) {
  const t = useTranslations("profiles.tags");
  const mayEdit = useMay("editor");
  const [typed, setTyped] = useState("");
  const { add, remove } = useTagChanges();
  const { tags } = profile;

  function submit(event: SyntheticEvent) {
    event.preventDefault();
    const tag = typed.trim();
    if (tag === "" || add.isPending) return;
    add.mutate({ profileIds: [profile.id], tag }, { onSuccess: () => setTyped("") });
  }

  return (
    <Card>
      <CardHeader title={t("title")} />
      <CardBody className="flex flex-col gap-3">
        {tags.length === 0 && <p className="text-sm text-muted">{t("none")}</p>}
        {tags.length > 0 && (
          <ul aria-label={t("title")} className="flex flex-wrap gap-1.5">
            {tags.map((tag) => (
              <li key={tag} className="max-w-full">
                {mayEdit ? (
                  <button
                    type="button"
                    aria-label={t("remove", { tag })}
                    data-tooltip={t("remove", { tag })}
                    className="rounded-full pointer-coarse:py-1.5"
                    onClick={() => remove.mutate({ profileIds: [profile.id], tag })}
                  >
                    <Badge className="hover:bg-hover">
                      <span className="flex items-center gap-1">
                        {tag}
                        <X aria-hidden="true" />
                      </span>
                    </Badge>
                  </button>
                ) : (
                  <Badge>{tag}</Badge>
                )}
              </li>
            ))}
          </ul>
        )}
        {mayEdit && (
          <form onSubmit={submit} className="flex gap-2">
            <TagInput label={t("add")} value={typed} onChange={setTyped} />
            <Button
              type="submit"
              icon={<Plus />}
              aria-label={t("add")}
              loading={add.isPending}
              className="px-3"
            />
          </form>
        )}
      </CardBody>
    </Card>
  );
}
