"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useApi } from "#components/api.ts";
import { Banner } from "#components/ui/banner.tsx";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import type { OutgoingHook } from "./outgoing-hook-outputs.ts";
import { OutgoingHookSecret } from "./outgoing-hook-secret.tsx";

/** Exchanges the secret and shows the new one, once. */
export function OutgoingHookRotateDialog({ hook, onClose }: { hook: OutgoingHook; onClose: () => void }) {
  const t = useTranslations("settings");
  const common = useTranslations("ui.common");
  const api = useApi();
  const queries = useQueryClient();
  const rotate = useMutation(
    api.outgoingHooks.rotate.mutationOptions({
      onSuccess: () => queries.invalidateQueries(api.outgoingHooks.list.queryFilter()),
    }),
  );
  if (rotate.data) {
    return (
      <Dialog
        open
        onOpenChange={onClose}
        size="md"
        title={t("outgoing.newSecret")}
        description={t("outgoing.newSecretHelp")}
        footer={
          <Button variant="primary" onClick={onClose}>
            {t("copiedIt")}
          </Button>
        }
      >
        <OutgoingHookSecret secret={rotate.data.secret} />
      </Dialog>
    );
  }
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={t("outgoing.changeSecretTitle")}
      description={t("outgoing.changeSecretHelp", { host: hook.host })}
      footer={
        <>
          <Button onClick={onClose}>{common("cancel")}</Button>
          <Button variant="primary" loading={rotate.isPending} onClick={() => rotate.mutate({ id: hook.id })}>
            {t("outgoing.changeSecret")}
          </Button>
        </>
      }
    >
      {rotate.error && (
        <Banner tone="danger" role="alert">
          {rotate.error.message}
        </Banner>
      )}
    </Dialog>
  );
}
