"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type SyntheticEvent, useState } from "react";
import { useApi } from "#components/api.ts";
import { useSay } from "#components/say.tsx";
import type { Sender, Senders } from "#components/shell/outputs.ts";
import { Banner } from "#components/ui/banner.tsx";
import { Button } from "#components/ui/button.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";
import { toast } from "#components/ui/toast.ts";
import { FromField } from "./from-field.tsx";
import { initialFields, missingIn, PROVIDER_NAMES, type Provider, providerWords } from "./provider-words.ts";
import { useSendingChanged } from "./use-sending-changed.ts";
import { addressOf } from "./usual-sender.ts";

/** Asks for what a sending service needs; the server tries the key before it keeps it. */
export function ProviderForm({
  provider,
  stored,
  usual,
}: {
  provider: Provider;
  stored: Senders["provider"];
  usual: Sender | undefined;
}) {
  const t = useTranslations("settings");
  const say = useSay();
  const api = useApi();
  const queryClient = useQueryClient();
  const sendingChanged = useSendingChanged();
  const isStored = stored?.service === provider;
  const service = PROVIDER_NAMES[provider];
  const { secret, secretHelp, fields } = providerWords(provider, t);
  const [draft, setDraft] = useState(() => ({
    fields: initialFields(provider, stored),
    secret: "",
    from: stored?.from ?? "",
  }));
  const [checked, setChecked] = useState(false);
  const complete = { ...draft, from: usual ? stored?.from || addressOf(usual) : draft.from };
  const save = useMutation(
    api.senders.saveProvider.mutationOptions({
      onSuccess: async ({ kind }) => {
        if (kind === "refused") return;
        toast.success(t("provider.works", { service }));
        await sendingChanged();
      },
    }),
  );
  const remove = useMutation(
    api.senders.removeProvider.mutationOptions({
      onSuccess: async () => {
        toast.success(t("mailServer.keptAgain"));
        await sendingChanged();
        await queryClient.invalidateQueries(api.overview.get.queryFilter());
      },
    }),
  );
  const refused = save.data?.kind === "refused" ? save.data : null;
  const errors: Record<string, string> = {
    ...(refused?.field && { [refused.field]: say(refused.text) }),
    ...(checked && missingIn(provider, complete, isStored, t)),
  };
  const refusal = save.error?.message ?? (refused?.field === null ? refused.text : null);

  function submit(event: SyntheticEvent) {
    event.preventDefault();
    setChecked(true);
    if (Object.keys(missingIn(provider, complete, isStored, t)).length > 0 || save.isPending) return;
    const { secret: key, from } = complete;
    save.mutate({
      service: provider,
      from: from.trim(),
      fields: draft.fields,
      // Left out, the stored one stays.
      secret: key.trim() === "" ? undefined : key.trim(),
    });
  }

  return (
    <form onSubmit={submit} noValidate className="flex max-w-xl flex-col gap-5">
      <Banner tone="info">{t("provider.notTried")}</Banner>
      {fields.map(({ key, label: name, placeholder, help, optional, options }) => {
        const value = draft.fields[key] ?? "";
        const change = (next: string) => setDraft({ ...draft, fields: { ...draft.fields, [key]: next } });
        return (
          <Field
            key={key}
            label={name}
            help={help}
            error={errors[key]}
            required={!optional}
            optional={optional}
          >
            {options ? (
              <Select options={options} value={value} onValueChange={change} />
            ) : (
              <Input
                value={value}
                placeholder={placeholder}
                autoComplete="off"
                spellCheck={false}
                onChange={(event) => change(event.target.value)}
              />
            )}
          </Field>
        );
      })}
      <Field
        label={secret}
        error={errors.secret}
        required={!isStored}
        help={isStored ? t("keepStored") : secretHelp}
      >
        <Input
          type="password"
          value={draft.secret}
          autoComplete="new-password"
          placeholder={isStored ? "••••••••" : undefined}
          onChange={(event) => setDraft({ ...draft, secret: event.target.value })}
        />
      </Field>
      <FromField
        usual={usual}
        help={t("provider.fromHelp", { service })}
        error={errors.from}
        value={draft.from}
        onChange={(from) => setDraft({ ...draft, from })}
      />
      {refusal && (
        <Banner tone="danger" role="alert" title={t("provider.notSaved", { service })}>
          {say(refusal)}
        </Banner>
      )}
      <div className="flex flex-wrap gap-2">
        <Button type="submit" variant="primary" loading={save.isPending}>
          {save.isPending ? t("provider.trying") : t("saveAndTry")}
        </Button>
        {isStored && (
          <ConfirmDialog
            trigger={<Button variant="ghost">{t("stopUsing")}</Button>}
            title={t("provider.stopTitle", { service })}
            description={t("provider.stopHelp")}
            confirmLabel={t("stopUsing")}
            tone="danger"
            onConfirm={() => remove.mutateAsync()}
          />
        )}
      </div>
    </form>
  );
}
