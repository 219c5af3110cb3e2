"use client";

import { useQuery } from "@tanstack/react-query";
import { LockKeyhole, Plus } from "lucide-react";
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
  const mayEdit = useMay("editor");
  return (
    <>
      <NeedsRole atLeast="editor" what="see and change secrets" />
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
  const api = useApi();
  const secrets = useQuery(api.secrets.list.queryOptions());
  const [adding, setAdding] = useState(false);
  const add = (
    <Button variant="primary" icon={<Plus />} onClick={() => setAdding(true)}>
      Add secret
    </Button>
  );
  return (
    <Card>
      <CardHeader
        title="Secrets"
        description="Passwords and tokens of other programs. A “Call webhook” step uses one by its name, in a header or in the address; nobody can read it again."
        actions={secrets.data && secrets.data.secrets.length > 0 && add}
        className="pb-4"
      />
      <div className="border-t">
        <Loaded
          query={secrets}
          skeleton={<ListSkeleton rows={2} />}
          errorTitle="The secrets could not be loaded"
        >
          {(loaded) =>
            loaded.secrets.length > 0 ? (
              <SecretRows secrets={loaded.secrets} />
            ) : (
              <EmptyState icon={<LockKeyhole />} title="No secret yet" action={add}>
                Add the token of a program that your workflows call, then write {"{{ secrets.NAME }}"} where
                it belongs.
              </EmptyState>
            )
          }
        </Loaded>
      </div>
      {adding && <SecretDialog replacing={null} onClose={() => setAdding(false)} />}
    </Card>
  );
}
