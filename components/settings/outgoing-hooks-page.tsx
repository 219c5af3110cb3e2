"use client";

import { useQuery } from "@tanstack/react-query";
import { Megaphone, Plus } from "lucide-react";
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
import { OutgoingHookCreateDialog } from "./outgoing-hook-create-dialog.tsx";
import { OutgoingHookRows } from "./outgoing-hook-rows.tsx";

const REFRESH_MS = 10_000;

/** The programs that are told what happens here. */
export function OutgoingHooksPage() {
  const t = useTranslations("settings");
  const api = useApi();
  const mayEdit = useMay("editor");
  const hooks = useQuery(api.outgoingHooks.list.queryOptions(undefined, { refetchInterval: REFRESH_MS }));
  const [making, setMaking] = useState(false);
  const create = mayEdit && (
    <Button variant="primary" icon={<Plus />} onClick={() => setMaking(true)}>
      {t("outgoing.add")}
    </Button>
  );
  return (
    <>
      <NeedsRole atLeast="editor" what={t("outgoing.needs")} />
      <Card>
        <CardHeader
          title={t("outgoing.title")}
          description={t("outgoing.description")}
          actions={hooks.data && hooks.data.hooks.length > 0 && create}
          className="pb-4"
        />
        <div className="border-t">
          <Loaded query={hooks} skeleton={<ListSkeleton rows={2} />} errorTitle={t("outgoing.loadFailed")}>
            {(loaded) =>
              loaded.hooks.length > 0 ? (
                <OutgoingHookRows hooks={loaded.hooks} />
              ) : (
                <EmptyState icon={<Megaphone />} title={t("outgoing.empty")} action={create}>
                  {t("outgoing.emptyHelp")}
                </EmptyState>
              )
            }
          </Loaded>
        </div>
        {making && <OutgoingHookCreateDialog onClose={() => setMaking(false)} />}
      </Card>
    </>
  );
}
