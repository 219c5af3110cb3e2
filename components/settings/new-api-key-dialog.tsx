"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type SyntheticEvent, useId, useState } from "react";
import { useApi } from "#components/api.ts";
import { Banner } from "#components/ui/banner.tsx";
import { Button } from "#components/ui/button.tsx";
import { Choice } from "#components/ui/choice.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { ApiKeyMade } from "./api-key-made.tsx";
import { ApiKeyScopes } from "./api-key-scopes.tsx";
import type { ApiKeyKind, Scope, ScopeWords } from "./api-key-words.ts";

const NAME_MAX_CHARS = 100;

/** Makes a key and shows it; a secret one the only time that it can be seen. */
export function NewApiKeyDialog({ scopes: words, onClose }: { scopes: ScopeWords; onClose: () => void }) {
  const t = useTranslations("settings");
  const common = useTranslations("ui.common");
  const api = useApi();
  const queryClient = useQueryClient();
  const formId = useId();
  const kindName = useId();
  const [name, setName] = useState("");
  const [kind, setKind] = useState<ApiKeyKind>("secret");
  const [scopes, setScopes] = useState<Scope[] | null>(null);
  const [submitted, setSubmitted] = useState(false);
  const create = useMutation(
    api.apiKeys.create.mutationOptions({
      onSuccess: async () => {
        await queryClient.invalidateQueries(api.apiKeys.list.queryFilter());
        await queryClient.invalidateQueries(api.overview.get.queryFilter());
      },
    }),
  );
  const noName = name.trim() === "";
  const noScope = kind === "secret" && scopes?.length === 0;

  function submit(event: SyntheticEvent) {
    event.preventDefault();
    setSubmitted(true);
    if (noName || noScope || create.isPending) return;
    create.mutate({ name: name.trim(), kind, scopes: kind === "secret" ? scopes : null });
  }

  if (create.data) return <ApiKeyMade kind={kind} apiKey={create.data.key} onClose={onClose} />;
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={t("apiKeys.create")}
      footer={
        <>
          <Button onClick={onClose}>{common("cancel")}</Button>
          <Button type="submit" form={formId} variant="primary" loading={create.isPending}>
            {t("apiKeys.createKey")}
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit} noValidate className="flex flex-col gap-5">
        <Field
          label={t("apiKeys.name")}
          help={t("apiKeys.nameHelp")}
          error={submitted && noName ? t("apiKeys.nameMissing") : undefined}
          required
        >
          <Input
            value={name}
            maxLength={NAME_MAX_CHARS}
            placeholder={t("apiKeys.nameExample")}
            autoComplete="off"
            onChange={(event) => setName(event.target.value)}
          />
        </Field>
        <fieldset className="min-w-0">
          <legend className="mb-2 text-sm font-medium">{t("apiKeys.user")}</legend>
          <div className="flex flex-col gap-2">
            <Choice
              name={kindName}
              checked={kind === "secret"}
              onChoose={() => setKind("secret")}
              label={t("apiKeys.program")}
              help={t("apiKeys.programHelp")}
            />
            <Choice
              name={kindName}
              checked={kind === "write"}
              onChoose={() => setKind("write")}
              label={t("apiKeys.page")}
              help={t("apiKeys.pageHelp")}
            />
          </div>
        </fieldset>
        {kind === "secret" && (
          <ApiKeyScopes
            words={words}
            value={scopes}
            onChange={setScopes}
            error={submitted && noScope ? t("apiKeys.tickOne") : undefined}
          />
        )}
        {create.error && (
          <Banner tone="danger" role="alert">
            {create.error.message}
          </Banner>
        )}
      </form>
    </Dialog>
  );
}
