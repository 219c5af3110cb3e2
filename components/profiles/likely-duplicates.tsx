"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useApi } from "#components/api.ts";
import { useMay } from "#components/shell/session.tsx";
import { showError } from "#components/shell/show-error.ts";
import { Banner } from "#components/ui/banner.tsx";
import { Button } from "#components/ui/button.tsx";
import { toast, UNDO_MS } from "#components/ui/toast.ts";
import { MergeDialog } from "./merge-dialog.tsx";
import type { LikelyProfile } from "./outputs.ts";
import { useProfileName } from "./profile-name.ts";

const STALE_MS = 60_000;

type Props = {
  profile: { id: number; name: string | null; email: string | null; externalId: string | null };
};

/** Offers to put together those who may be the same person; nothing where nobody may. */
export function LikelyDuplicates({ profile }: Props) {
  const t = useTranslations("profiles.likely");
  const profileName = useProfileName();
  const api = useApi();
  const mayEdit = useMay("editor");
  const [merging, setMerging] = useState<LikelyProfile | null>(null);
  const likely = useQuery({
    ...api.samePerson.likely.queryOptions({ id: profile.id }),
    staleTime: STALE_MS,
    enabled: mayEdit,
  });
  const setApart = useSetApart(profile.id);
  const found = likely.data?.profiles ?? [];
  if (found.length === 0) return null;
  return (
    <>
      <Banner tone="info" title={t("title", { count: found.length })}>
        <ul className="mt-1 flex flex-col gap-1.5">
          {found.map((other) => (
            <li
              key={other.id}
              className="flex flex-wrap items-center gap-x-3 gap-y-1 [overflow-wrap:anywhere]"
            >
              <Link href={`/profiles/${other.id}`} className="font-medium underline underline-offset-2">
                {profileName(other)}
              </Link>
              <span className="text-muted">{other.signs.map((sign) => t(sign)).join(" · ")}</span>
              <Button size="sm" onClick={() => setMerging(other)}>
                {t("compare")}
              </Button>
              <Button size="sm" variant="ghost" onClick={() => setApart(other.id, true)}>
                {t("apart")}
              </Button>
            </li>
          ))}
        </ul>
      </Banner>
      {merging && <MergeDialog profile={profile} other={merging} onClose={() => setMerging(null)} />}
    </>
  );
}

/** Says that somebody else is somebody else, which can be taken back for a while. */
function useSetApart(id: number) {
  const t = useTranslations("profiles.likely");
  const common = useTranslations("ui.common");
  const api = useApi();
  const queries = useQueryClient();
  const { mutate } = useMutation(
    api.samePerson.setApart.mutationOptions({
      onSuccess: (_done, { otherId, apart }) => {
        if (!apart) return;
        const undo = () => setApart(otherId, false);
        toast(t("keptApart"), { duration: UNDO_MS, action: { label: common("undo"), onClick: undo } });
      },
      onError: showError,
      onSettled: () => queries.invalidateQueries(api.samePerson.likely.pathFilter()),
    }),
  );
  const setApart = (otherId: number, apart: boolean) => mutate({ id, otherId, apart });
  return setApart;
}
