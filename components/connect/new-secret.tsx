"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useApi } from "#components/api.ts";
import { SecretOnce } from "#components/settings/secret-once.tsx";
import { Button } from "#components/ui/button.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import type { SourceHook } from "./connect-outputs.ts";

type Props = {
  hook: SourceHook;
  /** As it was told when it was made; null when that is over. */
  secret: string | null;
  onMade: (secret: string | null) => void;
};

/** The secret that was made here: to copy while it can be seen, and after that to be made anew. */
export function NewSecret({ hook, secret, onMade }: Props) {
  const t = useTranslations("connect");
  const api = useApi();
  const queryClient = useQueryClient();
  const make = useMutation(
    api.connect.setSecret.mutationOptions({
      onSuccess: async ({ secret: made }) => {
        onMade(made);
        await queryClient.invalidateQueries(api.connect.pathFilter());
      },
    }),
  );
  if (secret !== null) {
    return (
      <>
        <SecretOnce label={t("secret.label")} value={secret} />
        <p className="text-muted">{t("secret.once")}</p>
      </>
    );
  }
  return (
    <div className="flex flex-wrap items-center gap-3">
      <p className="text-muted">{t("secret.wasShown")}</p>
      <ConfirmDialog
        trigger={
          <Button size="sm" loading={make.isPending}>
            {t("secret.makeNew")}
          </Button>
        }
        title={t("secret.ask")}
        description={t("secret.askHelp")}
        confirmLabel={t("secret.makeNew")}
        onConfirm={() => make.mutateAsync({ hookId: hook.id })}
      />
    </div>
  );
}
