"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type SyntheticEvent, useId, useState } from "react";
import { useApi } from "#components/api.ts";
import { Banner } from "#components/ui/banner.tsx";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { HookNameField } from "./hook-name-field.tsx";
import type { Hook } from "./outputs.ts";
import { useHookRefresh } from "./use-hook-refresh.ts";

/** Gives a hook another name here; its events keep theirs. */
export function RenameHookDialog({ hook, onClose }: { hook: Hook; onClose: () => void }) {
  const t = useTranslations("hooks");
  const common = useTranslations("ui.common");
  const api = useApi();
  const refresh = useHookRefresh();
  const formId = useId();
  const [name, setName] = useState(hook.name);
  const [submitted, setSubmitted] = useState(false);
  const rename = useMutation(
    api.hooks.rename.mutationOptions({
      onSuccess: async () => {
        await refresh();
        onClose();
      },
    }),
  );

  function submit(event: SyntheticEvent) {
    event.preventDefault();
    setSubmitted(true);
    if (name.trim() !== "" && !rename.isPending) rename.mutate({ id: hook.id, name });
  }

  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={t("rename.title")}
      description={t("rename.description", { event: hook.eventName })}
      footer={
        <>
          <Button onClick={onClose}>{common("cancel")}</Button>
          <Button type="submit" form={formId} variant="primary" loading={rename.isPending}>
            {t("head.rename")}
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit} noValidate className="flex flex-col gap-5">
        <HookNameField name={name} onChange={setName} submitted={submitted} />
        {rename.error && (
          <Banner tone="danger" role="alert">
            {rename.error.message}
          </Banner>
        )}
      </form>
    </Dialog>
  );
}
