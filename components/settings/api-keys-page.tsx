"use client";

import { useQuery } from "@tanstack/react-query";
import { KeyRound, Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useApi } from "#components/api.ts";
import { ListSkeleton } from "#components/shell/list-skeleton.tsx";
import { Loaded } from "#components/shell/loaded.tsx";
import { NeedsRole } from "#components/shell/needs-role.tsx";
import { useMay } from "#components/shell/session.tsx";
import { Button } from "#components/ui/button.tsx";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { ApiKeyRows } from "./api-key-rows.tsx";
import { NewApiKeyDialog } from "./new-api-key-dialog.tsx";
import { TrackExample } from "./track-example.tsx";

/** The keys with which the shop's own programs and pages send events, and how to use one. */
export function ApiKeysPage() {
  const t = useTranslations("settings");
  const isOwner = useMay("owner");
  return (
    <>
      <NeedsRole atLeast="owner" what={t("apiKeys.needs")} />
      <div className="flex flex-col gap-6">
        {isOwner && <Keys />}
        <Card>
          <CardHeader title={t("apiKeys.firstEvent")} description={t("apiKeys.firstEventHelp")} />
          <CardBody>
            <TrackExample />
          </CardBody>
        </Card>
      </div>
    </>
  );
}

function Keys() {
  const t = useTranslations("settings");
  const api = useApi();
  const keys = useQuery(api.apiKeys.list.queryOptions());
  const [making, setMaking] = useState(false);
  const create = (
    <Button variant="primary" icon={<Plus />} onClick={() => setMaking(true)}>
      {t("apiKeys.create")}
    </Button>
  );
  return (
    <Card>
      <CardHeader
        title={t("apiKeys.title")}
        description={t("apiKeys.description")}
        actions={keys.data && keys.data.keys.length > 0 && create}
        className="pb-4"
      />
      <div className="border-t">
        <Loaded query={keys} skeleton={<ListSkeleton rows={2} />} errorTitle={t("apiKeys.loadFailed")}>
          {(loaded) =>
            loaded.keys.length > 0 ? (
              <ApiKeyRows keys={loaded.keys} scopes={loaded.scopes} />
            ) : (
              <EmptyState icon={<KeyRound />} title={t("apiKeys.empty")} action={create}>
                {t("apiKeys.emptyHelp")}
              </EmptyState>
            )
          }
        </Loaded>
      </div>
      {making && keys.data && <NewApiKeyDialog scopes={keys.data.scopes} onClose={() => setMaking(false)} />}
    </Card>
  );
}
