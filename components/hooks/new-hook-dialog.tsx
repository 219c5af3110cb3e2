"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type SyntheticEvent, useId, useState } from "react";
import { useApi } from "#components/api.ts";
import { Banner } from "#components/ui/banner.tsx";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { HookNameField } from "./hook-name-field.tsx";
import { useHookRefresh } from "./use-hook-refresh.ts";

const EVENT_NAME_MAX_CHARS = 200;

/** Makes a hook of nothing but a name, and goes on to its page. */
export function NewHookDialog({ onClose }: { onClose: () => void }) {
  const t = useTranslations("hooks");
  const common = useTranslations("ui.common");
  const api = useApi();
  const router = useRouter();
  const refresh = useHookRefresh();
  const formId = useId();
  const [name, setName] = useState("");
  const [eventName, setEventName] = useState("");
  const [submitted, setSubmitted] = useState(false);
  const create = useMutation(
    api.hooks.create.mutationOptions({
      onSuccess: ({ id }) => {
        void refresh();
        router.push(`/settings/hooks/${id}`);
      },
    }),
  );

  function submit(event: SyntheticEvent) {
    event.preventDefault();
    setSubmitted(true);
    if (name.trim() === "" || create.isPending || create.isSuccess) return;
    create.mutate({ name, eventName: eventName.trim() || undefined });
  }

  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={t("list.create")}
      footer={
        <>
          <Button onClick={onClose}>{common("cancel")}</Button>
          <Button
            type="submit"
            form={formId}
            variant="primary"
            // Its page is on its way.
            loading={create.isPending || create.isSuccess}
          >
            {t("list.create")}
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit} noValidate className="flex flex-col gap-5">
        <HookNameField name={name} onChange={setName} submitted={submitted} />
        <Field label={t("create.eventName")} optional help={t("create.eventNameHelp")}>
          <Input
            value={eventName}
            maxLength={EVENT_NAME_MAX_CHARS}
            placeholder={t("create.eventExample", { name: name.trim() || t("name.example") })}
            autoComplete="off"
            onChange={(event) => setEventName(event.target.value)}
          />
        </Field>
        {create.error && (
          <Banner tone="danger" role="alert">
            {create.error.message}
          </Banner>
        )}
      </form>
    </Dialog>
  );
}
