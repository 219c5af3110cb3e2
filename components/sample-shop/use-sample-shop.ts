"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import { useApi } from "#components/api.ts";
import { showError } from "#components/shell/show-error.ts";
import { toast } from "#components/ui/toast.ts";

const BUSY_REFRESH_MS = 700;

/** How the sample shop stands, followed while it is being loaded or removed, and the two ways to change that. */
export function useSampleShop() {
  const api = useApi();
  const queryClient = useQueryClient();
  const state = useQuery(
    api.sampleShop.state.queryOptions(undefined, {
      refetchInterval: ({ state: { data } }) => (isBusy(data?.state) ? BUSY_REFRESH_MS : false),
    }),
  );
  const follow = () => queryClient.invalidateQueries(api.sampleShop.state.queryFilter());
  const load = useMutation(api.sampleShop.load.mutationOptions({ onSuccess: follow, onError: showError }));
  // Its errors are told by the dialog that asks first.
  const remove = useMutation(api.sampleShop.remove.mutationOptions({ onSuccess: follow }));
  useRefreshWhenDone(state.data?.state, state.data?.failed ?? false);
  return { state, load, remove };
}

/** When it has just been loaded or removed, everything else on screen is out of date. */
function useRefreshWhenDone(state: string | undefined, failed: boolean) {
  const t = useTranslations("first-run.sample");
  const queryClient = useQueryClient();
  const before = useRef(state);
  useEffect(() => {
    // A quick server may be done before the state in between was ever seen.
    const hasChanged = before.current !== undefined && before.current !== state;
    if (hasChanged && (state === "loaded" || state === "absent")) {
      const id = "sample-shop";
      if (failed) toast.error(t("loadFailed"), { id });
      else toast.success(state === "loaded" ? t("ready") : t("removed"), { id });
      void queryClient.invalidateQueries();
    }
    before.current = state ?? before.current;
  }, [state, failed, queryClient, t]);
}

function isBusy(state: string | undefined): boolean {
  return state === "loading" || state === "removing";
}
