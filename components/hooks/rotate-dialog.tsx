"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useApi } from "#components/api.ts";
import { Banner } from "#components/ui/banner.tsx";
import { Button } from "#components/ui/button.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { toast } from "#components/ui/toast.ts";
import type { Hook } from "./outputs.ts";
import { useHookRefresh } from "./use-hook-refresh.ts";

/** Gives a hook another address; the old one stays open for a day, unless it is closed at once. */
export function RotateDialog({ hook, onClose }: { hook: Hook; onClose: () => void }) {
  const t = useTranslations("hooks");
  const common = useTranslations("ui.common");
  const api = useApi();
  const refresh = useHookRefresh();
  const [closeOldNow, setCloseOldNow] = useState(false);
  const rotate = useMutation(
    api.hooks.rotate.mutationOptions({
      onSuccess: async () => {
        toast.success(t("rotate.done", { name: hook.name }), {
          description: t("rotate.copy"),
        });
        await refresh();
        onClose();
      },
    }),
  );
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={t("rotate.title", { name: hook.name })}
      description={t("rotate.description")}
      footer={
        <>
          <Button onClick={onClose}>{common("cancel")}</Button>
          <Button
            variant={closeOldNow ? "danger" : "primary"}
            loading={rotate.isPending}
            onClick={() => rotate.mutate({ id: hook.id, closeOldNow })}
          >
            {t("rotate.confirm")}
          </Button>
        </>
      }
    >
      <Checkbox
        label={t("rotate.closeNow")}
        help={t("rotate.closeNowHelp")}
        checked={closeOldNow}
        onCheckedChange={setCloseOldNow}
      />
      {hook.previousAddressUntil !== null && (
        <p className="mt-2 text-sm text-muted">{t("rotate.beforeClosed")}</p>
      )}
      {rotate.error && (
        <Banner tone="danger" role="alert" className="mt-4">
          {rotate.error.message}
        </Banner>
      )}
    </Dialog>
  );
}
