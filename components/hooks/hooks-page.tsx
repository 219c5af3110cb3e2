"use client";

import { useQuery } from "@tanstack/react-query";
import { Plus, Webhook } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useApi } from "#components/api.ts";
import { ListSkeleton } from "#components/shell/list-skeleton.tsx";
import { Loaded } from "#components/shell/loaded.tsx";
import { NeedsRole } from "#components/shell/needs-role.tsx";
import { useMay } from "#components/shell/session.tsx";
import { Button } from "#components/ui/button.tsx";
import { Card, CardHeader } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { HookRows } from "./hook-rows.tsx";
import { NewHookDialog } from "./new-hook-dialog.tsx";

const REFRESH_MS = 10_000;

/** The addresses at which other programs may send anything that happens to a customer. */
export function HooksPage() {
  const t = useTranslations("hooks");
  const api = useApi();
  const mayEdit = useMay("editor");
  const hooks = useQuery(api.hooks.list.queryOptions(undefined, { refetchInterval: REFRESH_MS }));
  const [making, setMaking] = useState(false);
  const create = mayEdit && (
    <Button variant="primary" icon={<Plus />} onClick={() => setMaking(true)}>
      {t("list.create")}
    </Button>
  );
  return (
    <>
      <NeedsRole atLeast="editor" what={t("list.mayMake")} />
      <Card>
        <CardHeader
          title={t("list.title")}
          description={t("list.description")}
          actions={hooks.data && hooks.data.hooks.length > 0 && create}
          className="pb-4"
        />
        <div className="border-t">
          <Loaded query={hooks} skeleton={<ListSkeleton rows={2} />} errorTitle={t("list.loadFailed")}>
            {(loaded) =>
              loaded.hooks.length > 0 ? (
                <HookRows hooks={loaded.hooks} />
              ) : (
                <EmptyState icon={<Webhook />} title={t("list.none")} action={create}>
                  {t("list.noneHelp")}
                </EmptyState>
              )
            }
          </Loaded>
        </div>
        {making && <NewHookDialog onClose={() => setMaking(false)} />}
      </Card>
    </>
  );
}
