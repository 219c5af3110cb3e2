"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type SyntheticEvent, useId, useState } from "react";
import { useApi } from "#components/api.ts";
import { Banner } from "#components/ui/banner.tsx";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { OutgoingHookFields, outgoingHookErrors } from "./outgoing-hook-fields.tsx";
import { OutgoingHookSecret } from "./outgoing-hook-secret.tsx";

/** Adds a program that is told what happens, and shows its secret once. */
export function OutgoingHookCreateDialog({ onClose }: { onClose: () => void }) {
  const t = useTranslations("settings");
  const common = useTranslations("ui.common");
  const api = useApi();
  const queries = useQueryClient();
  const formId = useId();
  const [draft, setDraft] = useState({ url: "", kinds: [] as string[] });
  const [submitted, setSubmitted] = useState(false);
  const errors = outgoingHookErrors(draft, t);
  const create = useMutation(
    api.outgoingHooks.create.mutationOptions({
      onSuccess: () => queries.invalidateQueries(api.outgoingHooks.list.queryFilter()),
    }),
  );

  function submit(event: SyntheticEvent) {
    event.preventDefault();
    setSubmitted(true);
    if (Object.keys(errors).length === 0 && !create.isPending) create.mutate(draft);
  }

  if (create.data) {
    return (
      <Dialog
        open
        onOpenChange={onClose}
        size="md"
        title={t("outgoing.secret")}
        description={t("outgoing.secretHelp")}
        footer={
          <Button variant="primary" onClick={onClose}>
            {t("copiedIt")}
          </Button>
        }
      >
        <OutgoingHookSecret secret={create.data.secret} />
      </Dialog>
    );
  }
  return (
    <Dialog
      open
      onOpenChange={onClose}
      size="md"
      title={t("outgoing.add")}
      footer={
        <>
          <Button onClick={onClose}>{common("cancel")}</Button>
          <Button type="submit" form={formId} variant="primary" loading={create.isPending}>
            {t("outgoing.add")}
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit} noValidate className="flex flex-col gap-5">
        {create.error && (
          <Banner tone="danger" role="alert">
            {create.error.message}
          </Banner>
        )}
        <OutgoingHookFields draft={draft} errors={submitted ? errors : {}} onChange={setDraft} />
      </form>
    </Dialog>
  );
}
