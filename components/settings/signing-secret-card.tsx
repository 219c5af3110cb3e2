"use client";

import { useMutation } from "@tanstack/react-query";
import { Eye, RefreshCw } from "lucide-react";
import { useTranslations } from "next-intl";
import { useApi } from "#components/api.ts";
import { useNow } from "#components/shell/session.tsx";
import { Banner } from "#components/ui/banner.tsx";
import { Button } from "#components/ui/button.tsx";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { TimeAgo } from "#components/ui/time-ago.tsx";
import { toast } from "#components/ui/toast.ts";
import { SecretOnce } from "./secret-once.tsx";

/** The secret that every call of a “Call webhook” step is signed with: hidden until somebody asks for it. */
export function SigningSecretCard() {
  const t = useTranslations("settings");
  const api = useApi();
  const now = useNow();
  const reveal = useMutation(api.secrets.revealSigning.mutationOptions());
  const rotate = useMutation(
    api.secrets.rotateSigning.mutationOptions({
      onSuccess: () => toast.success(t("signing.changed")),
    }),
  );
  const shown = rotate.data ?? reveal.data;
  const oldUntil = shown?.oldUntil ?? null;
  const failure = reveal.error;
  return (
    <Card>
      <CardHeader title={t("signing.title")} description={t("signing.description")} />
      <CardBody className="flex flex-col gap-4">
        {shown && <SecretOnce label={t("signing.secret")} value={shown.secret} />}
        {oldUntil !== null && (
          <Banner tone="info">
            {t.rich("signing.oldUntil", { time: () => <TimeAgo at={oldUntil} now={now} /> })}
          </Banner>
        )}
        <p className="text-sm text-muted">{t("signing.give")}</p>
        {failure && (
          <Banner tone="danger" role="alert">
            {failure.message}
          </Banner>
        )}
        <div className="flex flex-wrap gap-2">
          {!shown && (
            <Button icon={<Eye />} loading={reveal.isPending} onClick={() => reveal.mutate()}>
              {t("signing.show")}
            </Button>
          )}
          <ConfirmDialog
            trigger={<Button icon={<RefreshCw />}>{t("signing.change")}</Button>}
            title={t("signing.changeTitle")}
            description={t("signing.changeHelp")}
            confirmLabel={t("signing.change")}
            onConfirm={() => rotate.mutateAsync()}
          />
        </div>
      </CardBody>
    </Card>
  );
}
