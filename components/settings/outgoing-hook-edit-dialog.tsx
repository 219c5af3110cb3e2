"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type SyntheticEvent, useId, useState } from "react";
import { useApi } from "#components/api.ts";
import { Banner } from "#components/ui/banner.tsx";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { OutgoingHookFields, outgoingHookErrors } from "./outgoing-hook-fields.tsx";
import type { OutgoingHook } from "./outgoing-hook-outputs.ts";

/** Changes where notices go, and of what; the secret stays. */
export function OutgoingHookEditDialog({ hook, onClose }: { hook: OutgoingHook; onClose: () => void }) {
  const t = useTranslations("settings");
  const common = useTranslations("ui.common");
  const api = useApi();
  const queries = useQueryClient();
  const formId = useId();
  const [draft, setDraft] = useState({ url: hook.url ?? "", kinds: hook.kinds });
  const [submitted, setSubmitted] = useState(false);
  const errors = outgoingHookErrors(draft, t);
  const change = useMutation(
    api.outgoingHooks.change.mutationOptions({
      onSuccess: async () => {
        await queries.invalidateQueries(api.outgoingHooks.list.queryFilter());
        onClose();
      },
    }),
  );

  function submit(event: SyntheticEvent) {
    event.preventDefault();
    setSubmitted(true);
    if (Object.keys(errors).length === 0 && !change.isPending) change.mutate({ id: hook.id, ...draft });
  }

  return (
    <Dialog
      open
      onOpenChange={onClose}
      size="md"
      title={t("outgoing.edit")}
      description={t("outgoing.editHelp")}
      footer={
        <>
          <Button onClick={onClose}>{common("cancel")}</Button>
          <Button type="submit" form={formId} variant="primary" loading={change.isPending}>
            {t("saveChanges")}
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit} noValidate className="flex flex-col gap-5">
        {change.error && (
          <Banner tone="danger" role="alert">
            {change.error.message}
          </Banner>
        )}
        <OutgoingHookFields draft={draft} errors={submitted ? errors : {}} onChange={setDraft} />
      </form>
    </Dialog>
  );
}
