"use client";

import { useQuery } from "@tanstack/react-query";
import { LockKeyhole, Plus } from "lucide-react";
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
import { SecretDialog } from "./secret-dialog.tsx";
import { SecretRows } from "./secret-rows.tsx";
import { SigningSecretCard } from "./signing-secret-card.tsx";

/** Passwords and tokens that webhooks are called with, and the secret that their calls are signed with. */
export function SecretsPage() {
  const t = useTranslations("settings");
  const mayEdit = useMay("editor");
  return (
    <>
      <NeedsRole atLeast="editor" what={t("secrets.needs")} />
      {mayEdit && (
        <div className="flex flex-col gap-6">
          <Secrets />
          <SigningSecretCard />
        </div>
      )}
    </>
  );
}

function Secrets() {
  const t = useTranslations("settings");
  const api = useApi();
  const secrets = useQuery(api.secrets.list.queryOptions());
  const [adding, setAdding] = useState(false);
  const add = (
    <Button variant="primary" icon={<Plus />} onClick={() => setAdding(true)}>
      {t("secrets.add")}
    </Button>
  );
  return (
    <Card>
      <CardHeader
        title={t("secrets.title")}
        description={t("secrets.description")}
        actions={secrets.data && secrets.data.secrets.length > 0 && add}
        className="pb-4"
      />
      <div className="border-t">
        <Loaded query={secrets} skeleton={<ListSkeleton rows={2} />} errorTitle={t("secrets.loadFailed")}>
          {(loaded) =>
            loaded.secrets.length > 0 ? (
              <SecretRows secrets={loaded.secrets} />
            ) : (
              <EmptyState icon={<LockKeyhole />} title={t("secrets.empty")} action={add}>
                {t("secrets.emptyHelp", { reference: "{{ secrets.NAME }}" })}
              </EmptyState>
            )
          }
        </Loaded>
      </div>
      {adding && <SecretDialog replacing={null} onClose={() => setAdding(false)} />}
    </Card>
  );
}
