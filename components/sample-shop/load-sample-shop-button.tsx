"use client";

import { Store } from "lucide-react";
import { useTranslations } from "next-intl";
import { useMay } from "#components/shell/session.tsx";
import { Button } from "#components/ui/button.tsx";
import type { ButtonVariant } from "#components/ui/button-style.ts";
import { ProgressBar } from "#components/ui/progress-bar.tsx";
import { useSampleShop } from "./use-sample-shop.ts";

/** Loads the sample shop and shows how far it is; nothing once it is there, or for somebody who may not. */
export function LoadSampleShopButton({ variant }: { variant?: ButtonVariant }) {
  const t = useTranslations("first-run.sample");
  const mayEdit = useMay("editor");
  const { state, load } = useSampleShop();
  if (!state.data || state.data.state === "loaded") return null;
  if (state.data.state === "absent") {
    if (!mayEdit) return <p className="text-sm text-muted">{t("editorLoads")}</p>;
    return (
      <Button variant={variant} icon={<Store />} loading={load.isPending} onClick={() => load.mutate()}>
        {t("load")}
      </Button>
    );
  }
  const label = state.data.state === "loading" ? t("loading") : t("removing");
  return (
    <div className="w-64 max-w-full text-left">
      <ProgressBar label={label} done={state.data.done} total={state.data.total} />
    </div>
  );
}
