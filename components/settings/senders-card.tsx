"use client";

import { useMutation } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useApi } from "#components/api.ts";
import type { Sender } from "#components/shell/outputs.ts";
import { useMay } from "#components/shell/session.tsx";
import { showError } from "#components/shell/show-error.ts";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { toast } from "#components/ui/toast.ts";
import { SenderDialog } from "./sender-dialog.tsx";
import { useSendingChanged } from "./use-sending-changed.ts";

/** Everybody that emails can come from, and who they come from usually. */
export function SendersCard({ senders }: { senders: readonly Sender[] }) {
  const t = useTranslations("settings");
  const isOwner = useMay("owner");
  const [open, setOpen] = useState<Sender | "new" | null>(null);
  return (
    <Card id="senders" className="scroll-mt-20">
      <CardHeader
        title={t("senders.title")}
        description={t("senders.description")}
        actions={
          isOwner && (
            <Button size="sm" icon={<Plus />} onClick={() => setOpen("new")}>
              {t("senders.add")}
            </Button>
          )
        }
      />
      {senders.length === 0 ? (
        <CardBody className="text-sm text-muted">{t("senders.none")}</CardBody>
      ) : (
        <ul aria-label={t("senders.title")} className="mt-3 divide-y divide-line border-t">
          {senders.map((sender) => (
            <Row key={sender.id} sender={sender} mayEdit={isOwner} onEdit={() => setOpen(sender)} />
          ))}
        </ul>
      )}
      {open !== null && <SenderDialog sender={open === "new" ? null : open} onClose={() => setOpen(null)} />}
    </Card>
  );
}

function Row({ sender, mayEdit, onEdit }: { sender: Sender; mayEdit: boolean; onEdit: () => void }) {
  const t = useTranslations("settings");
  const common = useTranslations("ui.common");
  const api = useApi();
  const sendingChanged = useSendingChanged();
  const { id, name, address, replyTo, isDefault, unsigned } = sender;
  const setDefault = useMutation(
    api.senders.setDefault.mutationOptions({ onSuccess: sendingChanged, onError: showError }),
  );
  return (
    <li className="flex flex-col gap-3 px-5 py-4 sm:flex-row sm:items-center sm:justify-between">
      <div className="min-w-0 text-sm [overflow-wrap:anywhere]">
        <p className="flex flex-wrap items-center gap-2">
          <span className="text-[0.9375rem] font-medium">{name}</span>
          {isDefault && <Badge tone="success">{t("senders.usual")}</Badge>}
        </p>
        <p className="mt-0.5 text-muted">
          {replyTo ? t("senders.answersTo", { address, replyTo }) : address}
        </p>
        {unsigned && <p className="mt-0.5 text-warning">{t("senders.unsigned")}</p>}
      </div>
      {mayEdit && (
        <div className="flex flex-wrap items-center gap-1.5">
          {!isDefault && (
            <Button size="sm" loading={setDefault.isPending} onClick={() => setDefault.mutate({ id })}>
              {t("senders.makeUsual")}
            </Button>
          )}
          <Button size="sm" aria-label={t("senders.editOne", { name })} onClick={onEdit}>
            {common("edit")}
          </Button>
          <Removal sender={sender} />
        </div>
      )}
    </li>
  );
}

function Removal({ sender: { id, name, usedBy } }: { sender: Sender }) {
  const t = useTranslations("settings");
  const common = useTranslations("ui.common");
  const api = useApi();
  const sendingChanged = useSendingChanged();
  const remove = useMutation(
    api.senders.removeIdentity.mutationOptions({
      onSuccess: async () => {
        toast.success(t("senders.removed", { name }));
        await sendingChanged();
      },
    }),
  );
  return (
    <ConfirmDialog
      trigger={
        <Button size="sm" variant="ghost" aria-label={t("senders.removeOne", { name })}>
          {common("remove")}
        </Button>
      }
      title={t("senders.removeTitle", { name })}
      description={usedBy.length === 0 ? t("senders.removeUnused") : t("senders.removeUsed")}
      confirmLabel={t("senders.remove")}
      tone="danger"
      onConfirm={() => remove.mutateAsync({ id })}
    >
      {usedBy.length > 0 && (
        <ul className="list-disc pl-5 text-sm [overflow-wrap:anywhere]">
          {usedBy.map((workflow) => (
            <li key={workflow.id}>{workflow.name}</li>
          ))}
        </ul>
      )}
    </ConfirmDialog>
  );
}
