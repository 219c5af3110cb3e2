"use client";

import { Trash2 } from "lucide-react";
import { useMay } from "#components/shell/session.tsx";
import { Button } from "#components/ui/button.tsx";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { LoadSampleShopButton } from "./load-sample-shop-button.tsx";
import { useSampleShop } from "./use-sample-shop.ts";

/** Made-up customers to try everything on: loaded and removed here. */
export function SampleShopCard() {
  const { state, remove } = useSampleShop();
  const mayEdit = useMay("editor");
  const isLoaded = state.data?.state === "loaded";
  return (
    <Card>
      <CardHeader
        title="Sample shop"
        description={
          isLoaded
            ? "Made-up customers are among your profiles, marked as samples. Nothing is ever sent to them: their messages are kept here to read."
            : "Made-up customers with carts and orders, to try workflows on. Nothing is ever sent to them, and they can be removed again."
        }
      />
      <CardBody>
        {!state.data && <Skeleton className="h-9 w-48" />}
        <LoadSampleShopButton />
        {isLoaded && mayEdit && (
          <ConfirmDialog
            trigger={<Button icon={<Trash2 />}>Remove the sample shop</Button>}
            title="Remove the sample shop?"
            description="All sample customers are deleted with their events, carts and messages. Your own customers and workflows stay. You can load it again at any time."
            confirmLabel="Remove it"
            tone="danger"
            onConfirm={() => remove.mutateAsync()}
          />
        )}
        {isLoaded && !mayEdit && <p className="text-sm text-muted">An editor can remove it.</p>}
      </CardBody>
    </Card>
  );
}
