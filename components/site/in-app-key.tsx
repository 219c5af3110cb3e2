"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Eye, RefreshCw } from "lucide-react";
import { useTranslations } from "next-intl";
import { useApi } from "#components/api.ts";
import { SecretOnce } from "#components/settings/secret-once.tsx";
import { NeedsRole } from "#components/shell/needs-role.tsx";
import { Button } from "#components/ui/button.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { toast } from "#components/ui/toast.ts";

type Props = {
  /** Null for everybody but owners. */
  value: string | null;
  isShown: boolean;
  onShow: () => void;
};

/** The key that proofs are made with: hidden until an owner asks for it. */
export function InAppKey({ value, isShown, onShow }: Props) {
  const t = useTranslations("site");
  const api = useApi();
  const queryClient = useQueryClient();
  const rotate = useMutation(
    api.inApp.rotateKey.mutationOptions({
      onSuccess: async () => {
        await queryClient.invalidateQueries(api.inApp.get.queryFilter());
        onShow();
        toast.success(t("inAppKey.changed"));
      },
    }),
  );
  if (value === null) return <NeedsRole atLeast="owner" what={t("inAppKey.maySee")} />;
  return (
    <div className="flex flex-col gap-3">
      {isShown && <SecretOnce label={t("inAppKey.label")} value={value} />}
      <p className="text-sm text-muted">{t("inAppKey.keep")}</p>
      <div className="flex flex-wrap gap-2">
        {!isShown && (
          <Button icon={<Eye />} onClick={onShow}>
            {t("inAppKey.show")}
          </Button>
        )}
        <ConfirmDialog
          trigger={<Button icon={<RefreshCw />}>{t("inAppKey.change")}</Button>}
          title={t("inAppKey.ask")}
          description={t("inAppKey.askHelp")}
          confirmLabel={t("inAppKey.change")}
          onConfirm={() => rotate.mutateAsync()}
        />
      </div>
    </div>
  );
}
