"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useApi } from "#components/api.ts";
import { FormSkeleton } from "#components/settings/form-skeleton.tsx";
import { Loaded } from "#components/shell/loaded.tsx";
import { NeedsRole } from "#components/shell/needs-role.tsx";
import { LifecycleForm } from "./lifecycle-form.tsx";
import { StagesNow } from "./stages-now.tsx";

/** While everybody is looked at anew. */
const REFRESH_MS = 2_000;

/** Where people are in their life with the shop, and from when on they are there. */
export function LifecyclePage() {
  const t = useTranslations("lifecycle");
  const api = useApi();
  const lifecycle = useQuery(
    api.lifecycle.get.queryOptions(undefined, {
      refetchInterval: ({ state }) => (state.data?.isWorkedOut === false ? REFRESH_MS : false),
    }),
  );
  return (
    <>
      <NeedsRole atLeast="owner" what={t("needs")} />
      <Loaded query={lifecycle} skeleton={<FormSkeleton fields={5} />} errorTitle={t("loadFailed")}>
        {(loaded) => (
          <div className="flex flex-col gap-6">
            <StagesNow lifecycle={loaded} />
            <LifecycleForm lifecycle={loaded} />
          </div>
        )}
      </Loaded>
    </>
  );
}
