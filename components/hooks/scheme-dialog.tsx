"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type SyntheticEvent, useId, useState } from "react";
import { useApi } from "#components/api.ts";
import { SecretOnce } from "#components/settings/secret-once.tsx";
import { Banner } from "#components/ui/banner.tsx";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { toast } from "#components/ui/toast.ts";
import type { Hook } from "./outputs.ts";
import { schemeDraftOf, schemeInputOf, schemeProblems } from "./scheme-draft.ts";
import { SchemeFields } from "./scheme-fields.tsx";
import { SCHEMES } from "./schemes.ts";
import { useHookRefresh } from "./use-hook-refresh.ts";

/** Asks how requests prove their sender; a secret that was made here is shown once. */
export function SchemeDialog({ hook, onClose }: { hook: Hook; onClose: () => void }) {
  const t = useTranslations("hooks");
  const common = useTranslations("ui.common");
  const api = useApi();
  const refresh = useHookRefresh();
  const formId = useId();
  const [draft, setDraft] = useState(() => schemeDraftOf(hook));
  const [submitted, setSubmitted] = useState(false);
  const problems = schemeProblems(draft, t);
  const save = useMutation(
    api.hooks.setScheme.mutationOptions({
      onSuccess: async ({ secret }) => {
        await refresh();
        if (secret !== null) return;
        toast.success(t("schemeDialog.saved"));
        onClose();
      },
    }),
  );

  function submit(event: SyntheticEvent) {
    event.preventDefault();
    setSubmitted(true);
    if (Object.keys(problems).length === 0 && !save.isPending)
      save.mutate({ id: hook.id, ...schemeInputOf(draft) });
  }

  if (save.data?.secret) {
    const { secretKind: kind } = SCHEMES[draft.scheme];
    return (
      <Dialog
        open
        onOpenChange={onClose}
        size="md"
        title={t("schemeDialog.newSecret", { kind })}
        description={t("schemeDialog.copy")}
        footer={
          <Button variant="primary" onClick={onClose}>
            {t("schemeDialog.copied")}
          </Button>
        }
      >
        <SecretOnce label={t("secret.label", { kind })} value={save.data.secret} />
      </Dialog>
    );
  }
  return (
    <Dialog
      open
      onOpenChange={onClose}
      size="md"
      title={t("sender.title")}
      description={t("schemeDialog.description")}
      footer={
        <>
          <Button onClick={onClose}>{common("cancel")}</Button>
          <Button type="submit" form={formId} variant="primary" loading={save.isPending}>
            {common("save")}
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit} noValidate className="flex flex-col gap-5">
        <SchemeFields hook={hook} draft={draft} problems={submitted ? problems : {}} onChange={setDraft} />
        {save.error && (
          <Banner tone="danger" role="alert">
            {save.error.message}
          </Banner>
        )}
      </form>
    </Dialog>
  );
}
