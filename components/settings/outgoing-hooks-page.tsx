"use client";

import { useQuery } from "@tanstack/react-query";
import { Megaphone, Plus } from "lucide-react";
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
  const api = useApi();
  const mayEdit = useMay("editor");
  const hooks = useQuery(api.outgoingHooks.list.queryOptions(undefined, { refetchInterval: REFRESH_MS }));
  const [making, setMaking] = useState(false);
  const create = mayEdit && (
    <Button variant="primary" icon={<Plus />} onClick={() => setMaking(true)}>
      Add webhook
    </Button>
  );
  return (
    <>
      <NeedsRole atLeast="editor" what="decide which programs are told what happens here" />
      <Card>
        <CardHeader
          title="Webhooks out"
          description="Rekindle tells other programs what happens here, by sending a short notice to their address. A program that does not answer is tried again for three days. Notices may arrive twice or out of order; each has an id and a time by which the program can tell."
          actions={hooks.data && hooks.data.hooks.length > 0 && create}
          className="pb-4"
        />
        <div className="border-t">
          <Loaded
            query={hooks}
            skeleton={<ListSkeleton rows={2} />}
            errorTitle="The webhooks could not be loaded"
          >
            {(loaded) =>
              loaded.hooks.length > 0 ? (
                <OutgoingHookRows hooks={loaded.hooks} />
              ) : (
                <EmptyState icon={<Megaphone />} title="No program is told anything yet" action={create}>
                  Add one to keep another program up to date: mark bounced addresses in your shop, put people
                  who finished a workflow on a list, or pass unsubscribes on.
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
