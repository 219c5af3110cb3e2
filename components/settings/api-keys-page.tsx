"use client";

import { useQuery } from "@tanstack/react-query";
import { KeyRound, Plus } from "lucide-react";
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
  const isOwner = useMay("owner");
  return (
    <>
      <NeedsRole atLeast="owner" what="see and make API keys" />
      <div className="flex flex-col gap-6">
        {isOwner && <Keys />}
        <Card>
          <CardHeader
            title="Send your first event"
            description="From a terminal, or from your shop’s own code. The customer is made when it is the first time."
          />
          <CardBody>
            <TrackExample />
          </CardBody>
        </Card>
      </div>
    </>
  );
}

function Keys() {
  const api = useApi();
  const keys = useQuery(api.apiKeys.list.queryOptions());
  const [making, setMaking] = useState(false);
  const create = (
    <Button variant="primary" icon={<Plus />} onClick={() => setMaking(true)}>
      Create API key
    </Button>
  );
  return (
    <Card>
      <CardHeader
        title="API keys"
        description="Secret keys are for programs and stay out of web pages. Write keys are for web pages and only send."
        actions={keys.data && keys.data.keys.length > 0 && create}
        className="pb-4"
      />
      <div className="border-t">
        <Loaded query={keys} skeleton={<ListSkeleton rows={2} />} errorTitle="The keys could not be loaded">
          {(loaded) =>
            loaded.keys.length > 0 ? (
              <ApiKeyRows keys={loaded.keys} scopes={loaded.scopes} />
            ) : (
              <EmptyState icon={<KeyRound />} title="No API key yet" action={create}>
                Make one for each program or website that sends events, so that each can be shut out by
                itself.
              </EmptyState>
            )
          }
        </Loaded>
      </div>
      {making && keys.data && <NewApiKeyDialog scopes={keys.data.scopes} onClose={() => setMaking(false)} />}
    </Card>
  );
}
