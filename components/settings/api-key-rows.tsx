"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useFormatter, useTranslations } from "next-intl";
import { useApi } from "#components/api.ts";
import type { ApiKey } from "#components/shell/outputs.ts";
import { useNow } from "#components/shell/session.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { CopyButton } from "#components/ui/copy-button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { TimeAgo } from "#components/ui/time-ago.tsx";
import { toast } from "#components/ui/toast.ts";
import { type ScopeWords, wordPermissions } from "./api-key-words.ts";

/** The living keys, each with a way to shut it out; `scopes` puts into words what they may do. */
export function ApiKeyRows({ keys, scopes }: { keys: readonly ApiKey[]; scopes: ScopeWords }) {
  const t = useTranslations("settings");
  return (
    <ul aria-label={t("apiKeys.title")} className="divide-y divide-line">
      {keys.map((key) => (
        <li key={key.id} className="flex flex-col gap-3 px-5 py-3">
          <div className="flex items-center justify-between gap-4">
            <KeyFacts apiKey={key} scopes={scopes} />
            <RevokeButton apiKey={key} />
          </div>
          {key.writeKey !== null && <WriteKey name={key.name} value={key.writeKey} />}
        </li>
      ))}
    </ul>
  );
}

function KeyFacts({ apiKey, scopes }: { apiKey: ApiKey; scopes: ScopeWords }) {
  const t = useTranslations("settings");
  const format = useFormatter();
  const now = useNow();
  const { lastUsedAt } = apiKey;
  return (
    <div className="min-w-0 text-sm">
      <div className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
        <p className="min-w-0 truncate text-[0.9375rem] font-medium">{apiKey.name}</p>
        <Badge tone={apiKey.kind === "write" ? "info" : "neutral"}>{t(`apiKeys.kind.${apiKey.kind}`)}</Badge>
      </div>
      <p className="mt-0.5 text-muted">{wordPermissions(apiKey, scopes, t, format)}</p>
      <p className="text-muted">
        <span className="font-mono text-[0.8125rem]">{apiKey.prefix}…</span>
        {" · "}
        {t.rich("apiKeys.created", { time: () => <TimeAgo at={apiKey.createdAt} now={now} /> })}
        {" · "}
        {lastUsedAt === null
          ? t("apiKeys.neverUsed")
          : t.rich("apiKeys.lastUsed", { time: () => <TimeAgo at={lastUsedAt} now={now} /> })}
      </p>
    </div>
  );
}

/** A write key in full, to copy. */
function WriteKey({ name, value }: { name: string; value: string }) {
  const t = useTranslations("settings");
  return (
    <div className="flex items-center gap-2">
      <Field label={t("apiKeys.writeKeyOf", { name })} hideLabel className="flex-1">
        <Input readOnly value={value} className="font-mono" onFocus={(event) => event.target.select()} />
      </Field>
      <CopyButton iconOnly variant="secondary" text={value} label={t("apiKeys.copyWriteKeyOf", { name })} />
    </div>
  );
}

function RevokeButton({ apiKey: { id, kind, name } }: { apiKey: ApiKey }) {
  const t = useTranslations("settings");
  const api = useApi();
  const queryClient = useQueryClient();
  const revoke = useMutation(
    api.apiKeys.revoke.mutationOptions({
      onSuccess: () => {
        toast.success(t("apiKeys.revoked", { name }));
        return queryClient.invalidateQueries(api.apiKeys.list.queryFilter());
      },
    }),
  );
  return (
    <ConfirmDialog
      trigger={
        <Button size="sm" aria-label={t("apiKeys.revokeOne", { name })}>
          {t("apiKeys.revoke")}
        </Button>
      }
      title={t("apiKeys.revokeTitle", { name })}
      description={t("apiKeys.revokeHelp", { kind })}
      confirmLabel={t("apiKeys.revokeKey")}
      tone="danger"
      onConfirm={() => revoke.mutateAsync({ id })}
    />
  );
}
