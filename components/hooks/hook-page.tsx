"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useApi } from "#components/api.ts";
import { FormSkeleton } from "#components/settings/form-skeleton.tsx";
import { Loaded } from "#components/shell/loaded.tsx";
import { NeedsRole } from "#components/shell/needs-role.tsx";
import { useMay } from "#components/shell/session.tsx";
import { Card } from "#components/ui/card.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { AddressStep } from "./address-step.tsx";
import { HookFacts } from "./hook-facts.tsx";
import { BackToHooks, HookHead } from "./hook-head.tsx";
import { Inbox } from "./inbox.tsx";
import { MeaningStep } from "./meaning-step.tsx";
import type { Hook } from "./outputs.ts";
import { SenderStep } from "./sender-step.tsx";

const REFRESH_MS = 5_000;

/** One hook: its address, who may send to it, what it makes of that, and what it received. */
export function HookPage({ id }: { id: number }) {
  const api = useApi();
  const hook = useQuery(api.hooks.get.queryOptions({ id }, { refetchInterval: REFRESH_MS }));
  if (hook.error && !hook.data) {
    return (
      <>
        <BackToHooks />
        <Card>
          <ErrorState retrying={hook.isFetching} onRetry={() => void hook.refetch()}>
            {hook.error.message}
          </ErrorState>
        </Card>
      </>
    );
  }
  return (
    <Loaded query={hook} skeleton={<FormSkeleton />}>
      {(loaded) => <Shown hook={loaded} />}
    </Loaded>
  );
}

function Shown({ hook }: { hook: Hook }) {
  const t = useTranslations("hooks");
  const mayEdit = useMay("editor");
  return (
    <>
      <HookHead hook={hook} />
      <NeedsRole atLeast="editor" what={t("page.mayChange")} />
      <div className="flex flex-col gap-6">
        {mayEdit && hook.address !== null ? (
          <>
            <AddressStep hook={hook} address={hook.address} />
            <SenderStep hook={hook} />
            <MeaningStep hook={hook} />
          </>
        ) : (
          <HookFacts hook={hook} />
        )}
        <Inbox hook={hook} />
      </div>
    </>
  );
}
