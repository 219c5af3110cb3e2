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
  return (
    <Card>
      <CardHeader title={t("title")} description={isLoaded ? t("loadedHelp") : t("absentHelp")} />
      <CardBody>
        {!state.data && <Skeleton className="h-9 w-48" />}
        <LoadSampleShopButton />
        {isLoaded && mayEdit && (
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
