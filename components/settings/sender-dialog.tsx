"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type SyntheticEvent, useId, useState } from "react";
import { useApi } from "#components/api.ts";
import type { Sender } from "#components/shell/outputs.ts";
import { Banner } from "#components/ui/banner.tsx";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { toast } from "#components/ui/toast.ts";
import { senderProblems } from "./sender-draft.ts";
import { useSendingChanged } from "./use-sending-changed.ts";

/** Adds a sender (null) or changes one. */
export function SenderDialog({ sender, onClose }: { sender: Sender | null; onClose: () => void }) {
  const t = useTranslations("settings");
  const common = useTranslations("ui.common");
  const api = useApi();
  const formId = useId();
  const sendingChanged = useSendingChanged();
  const [draft, setDraft] = useState({
    name: sender?.name ?? "",
    address: sender?.address ?? "",
    replyTo: sender?.replyTo ?? "",
  });
  const [checked, setChecked] = useState(false);
  const problems = checked ? senderProblems(draft, t) : {};
  const save = useMutation(
    api.senders.saveIdentity.mutationOptions({
      onSuccess: async () => {
        toast.success(t("senders.saved"));
        await sendingChanged();
        onClose();
      },
    }),
  );

  function submit(event: SyntheticEvent) {
    event.preventDefault();
    setChecked(true);
    if (Object.keys(senderProblems(draft, t)).length === 0 && !save.isPending)
      save.mutate({ id: sender?.id ?? null, ...draft });
  }

  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={sender ? t("senders.edit") : t("senders.add")}
      footer={
        <>
          <Button onClick={onClose}>{common("cancel")}</Button>
          <Button type="submit" form={formId} variant="primary" loading={save.isPending}>
            {t("senders.save")}
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit} noValidate className="flex flex-col gap-5">
        <Field label={t("senders.name")} help={t("senders.nameHelp")} error={problems.name} required>
          <Input
            value={draft.name}
            placeholder={t("exampleShop")}
            autoComplete="off"
            onChange={(event) => setDraft({ ...draft, name: event.target.value })}
          />
        </Field>
        <Field label={t("senders.address")} help={t("senders.addressHelp")} error={problems.address} required>
          <Input
            type="email"
            value={draft.address}
            placeholder="hello@example.com"
            autoComplete="off"
            onChange={(event) => setDraft({ ...draft, address: event.target.value })}
          />
        </Field>
        <Field label={t("senders.replyTo")} help={t("senders.replyToHelp")} error={problems.replyTo} optional>
          <Input
            type="email"
            value={draft.replyTo}
            placeholder="care@example.com"
            autoComplete="off"
            onChange={(event) => setDraft({ ...draft, replyTo: event.target.value })}
          />
        </Field>
        {save.error && (
          <Banner tone="danger" role="alert">
            {save.error.message}
          </Banner>
        )}
      </form>
    </Dialog>
  );
}
