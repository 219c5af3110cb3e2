"use client";

import { Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useMay } from "#components/shell/session.tsx";
import { Button } from "#components/ui/button.tsx";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { LoadSampleShopButton } from "./load-sample-shop-button.tsx";
import { useSampleShop } from "./use-sample-shop.ts";

/** Made-up customers to try everything on: loaded and removed here. */
export function SampleShopCard() {
  const t = useTranslations("first-run.sample");
  const { state, remove } = useSampleShop();
  const mayEdit = useMay("editor");
  const isLoaded = state.data?.state === "loaded";
  // Also in the middle of loading, and after a removal that nobody goes on with.
  const isRemovable = state.data && state.data.state !== "absent" && !isBeingRemoved(state.data);
  return (
    <Card>
      <CardHeader title={t("title")} description={isLoaded ? t("loadedHelp") : t("absentHelp")} />
      <CardBody className="flex flex-col items-start gap-4">
        {!state.data && <Skeleton className="h-9 w-48" />}
        <LoadSampleShopButton />
        {isRemovable && mayEdit && (
          <ConfirmDialog
            trigger={<Button icon={<Trash2 />}>{t("remove")}</Button>}
            title={t("removeAsk")}
            description={t("removeHelp")}
            confirmLabel={t("removeConfirm")}
            tone="danger"
            onConfirm={() => remove.mutateAsync()}
          />
        )}
        {isLoaded && !mayEdit && <p className="text-sm text-muted">{t("editorRemoves")}</p>}
      </CardBody>
    </Card>
  );
}

function isBeingRemoved({ state, isWorkedOn }: { state: string; isWorkedOn: boolean }): boolean {
  return state === "removing" && isWorkedOn;
}
