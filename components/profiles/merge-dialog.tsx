"use client";

import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useApi } from "#components/api.ts";
import { ListSkeleton } from "#components/shell/list-skeleton.tsx";
import { Loaded } from "#components/shell/loaded.tsx";
import { Banner } from "#components/ui/banner.tsx";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { toast } from "#components/ui/toast.ts";
import { MergeResult } from "./merge-result.tsx";
import type { MergePreview } from "./outputs.ts";
import { useProfileName } from "./profile-name.ts";
import { ProfileSearchList } from "./profile-search-list.tsx";

interface Named {
  id: number;
  name: string | null;
  email: string | null;
  externalId?: string | null;
}

export type ChosenField = Exclude<keyof MergePreview["from"], "id" | "emailClaimed">;

type Props = {
  /** Stays. */
  profile: Named;
  /** Becomes a part of it; null when it is still to be looked for. */
  other: Named | null;
  onClose: () => void;
};

/** Puts two profiles of one person together, after showing what they come to. */
export function MergeDialog({ profile, other, onClose }: Props) {
  const t = useTranslations("profiles.merge");
  const common = useTranslations("ui.common");
  const profileName = useProfileName();
  const api = useApi();
  const router = useRouter();
  const queries = useQueryClient();
  const [chosen, setChosen] = useState(other);
  const [take, setTake] = useState<ChosenField[]>([]);
  const pair = { fromId: chosen?.id ?? 0, intoId: profile.id, take };
  const preview = useQuery(
    api.samePerson.previewMerge.queryOptions(pair, {
      enabled: chosen !== null,
      placeholderData: keepPreviousData,
      retry: false,
    }),
  );
  const merge = useMutation(
    api.samePerson.merge.mutationOptions({
      onSuccess: async ({ id }) => {
        toast.success(t("merged"));
        onClose();
        router.push(`/profiles/${id}`);
        await queries.invalidateQueries();
      },
    }),
  );
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={t("title")}
      description={
        chosen ? t("description", { other: profileName(chosen), name: profileName(profile) }) : t("choose")
      }
      footer={
        <>
          <Button onClick={onClose}>{common("cancel")}</Button>
          {chosen && (
            <Button
              variant="danger"
              disabled={!preview.data || preview.isPlaceholderData}
              loading={merge.isPending || merge.isSuccess}
              onClick={() => merge.mutate(pair)}
            >
              {t("confirm")}
            </Button>
          )}
        </>
      }
    >
      {chosen === null ? (
        <ProfileSearchList
          label={t("search")}
          onChoose={(found) => found.id !== profile.id && setChosen(found)}
        />
      ) : (
        <Loaded query={preview} skeleton={<ListSkeleton rows={4} />} errorTitle={t("notLoaded")}>
          {(data) => (
            <MergeResult
              preview={data}
              take={take}
              onTake={(field, on) =>
                setTake((before) => [...before.filter((one) => one !== field), ...(on ? [field] : [])])
              }
            />
          )}
        </Loaded>
      )}
      {merge.error && (
        <Banner tone="danger" role="alert" className="mt-4">
          {merge.error.message}
        </Banner>
      )}
    </Dialog>
  );
}
