"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type SyntheticEvent, useState } from "react";
import { useApi } from "#components/api.ts";
import { Banner } from "#components/ui/banner.tsx";
import { Button } from "#components/ui/button.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { toast } from "#components/ui/toast.ts";
import type { SigningService } from "./bounce-words.ts";

/** By what a service signs its reports: from when it is entered on, reports without the signature are refused. */
export function BounceKeyForm({ service, hasKey }: { service: SigningService; hasKey: boolean }) {
  const t = useTranslations("settings");
  const api = useApi();
  const queryClient = useQueryClient();
  const [key, setKey] = useState("");
  const [checked, setChecked] = useState(false);
  const save = useMutation(
    api.bounces.saveKey.mutationOptions({
      onSuccess: async (_, { key: saved }) => {
        toast.success(saved === null ? t("bounces.unchecked") : t("bounces.checked"));
        setKey("");
        setChecked(false);
        await queryClient.invalidateQueries(api.bounces.get.queryFilter());
      },
    }),
  );
  const isEmpty = key.trim() === "";

  function submit(event: SyntheticEvent) {
    event.preventDefault();
    setChecked(true);
    if (!isEmpty && !save.isPending) save.mutate({ service, key });
  }

  return (
    <form onSubmit={submit} noValidate className="flex max-w-xl flex-col gap-3">
      <Field
        label={t(`bounces.${service}.key`)}
        help={hasKey ? t("bounces.keyEntered") : t(`bounces.${service}.keyHelp`)}
        error={checked && isEmpty ? t("bounces.keyMissing") : undefined}
      >
        <Input
          value={key}
          autoComplete="off"
          spellCheck={false}
          className="font-mono"
          onChange={(event) => setKey(event.target.value)}
        />
      </Field>
      {save.error && (
        <Banner tone="danger" role="alert">
          {save.error.message}
        </Banner>
      )}
      <div className="flex flex-wrap gap-2">
        <Button type="submit" loading={save.isPending}>
          {hasKey ? t("bounces.changeKey") : t("bounces.check")}
        </Button>
        {hasKey && (
          <ConfirmDialog
            trigger={<Button>{t("bounces.stop")}</Button>}
            title={t("bounces.stopTitle")}
            description={t("bounces.stopHelp")}
            confirmLabel={t("bounces.stop")}
            onConfirm={() => save.mutateAsync({ service, key: null })}
          />
        )}
      </div>
    </form>
  );
}
