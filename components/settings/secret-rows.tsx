"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import Link from "next/link";
import { useFormatter, useTranslations } from "next-intl";
import { useState } from "react";
import { useApi } from "#components/api.ts";
import { useNow } from "#components/shell/session.tsx";
import { Button } from "#components/ui/button.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { CopyButton } from "#components/ui/copy-button.tsx";
import { TimeAgo } from "#components/ui/time-ago.tsx";
import { toast } from "#components/ui/toast.ts";
import { SecretDialog } from "./secret-dialog.tsx";
import type { Secret } from "./secret-outputs.ts";
import { PLAIN_LIST } from "./settings-words.ts";

/** The secrets by their names, each with the workflows that need it. */
export function SecretRows({ secrets }: { secrets: readonly Secret[] }) {
  const t = useTranslations("settings");
  return (
    <ul aria-label={t("secrets.title")} className="divide-y divide-line">
      {secrets.map((secret) => (
        <li
          key={secret.name}
          className="flex flex-col gap-3 px-5 py-3 sm:flex-row sm:items-center sm:justify-between sm:gap-4"
        >
          <SecretFacts secret={secret} />
          <Actions secret={secret} />
        </li>
      ))}
    </ul>
  );
}

function SecretFacts({ secret: { name, createdAt, usedBy } }: { secret: Secret }) {
  const t = useTranslations("settings");
  const format = useFormatter();
  const now = useNow();
  const reference = `{{ secrets.${name} }}`;
  const time = () => <TimeAgo at={createdAt} now={now} />;
  const links = usedBy.map((workflow) => (
    <Link key={workflow.id} href={`/workflows/${workflow.id}`} className="underline underline-offset-2">
      {workflow.name}
    </Link>
  ));
  return (
    <div className="min-w-0 text-sm">
      <div className="flex items-center gap-1">
        <p className="min-w-0 font-mono text-[0.875rem] font-medium [overflow-wrap:anywhere]">{name}</p>
        <CopyButton iconOnly size="sm" text={reference} label={t("secrets.copy", { reference })} />
      </div>
      <p className="text-muted">
        {usedBy.length === 0
          ? t.rich("secrets.unused", { time })
          : t.rich("secrets.used", { time, workflows: () => format.list(links, PLAIN_LIST) })}
      </p>
    </div>
  );
}

function Actions({ secret: { name, usedBy } }: { secret: Secret }) {
  const t = useTranslations("settings");
  const common = useTranslations("ui.common");
  const format = useFormatter();
  const api = useApi();
  const queries = useQueryClient();
  const [replacing, setReplacing] = useState(false);
  const remove = useMutation(
    api.secrets.remove.mutationOptions({
      onSuccess: () => {
        toast.success(t("secrets.removed", { name }));
        return queries.invalidateQueries(api.secrets.list.queryFilter());
      },
    }),
  );
  const quoted = usedBy.map((workflow) => t("quoted", { name: workflow.name }));
  return (
    <div className="flex shrink-0 gap-2">
      <Button size="sm" aria-label={t("secrets.replaceOne", { name })} onClick={() => setReplacing(true)}>
        {t("secrets.replace")}
      </Button>
      <ConfirmDialog
        trigger={
          <Button size="sm" aria-label={t("secrets.removeOne", { name })}>
            {common("remove")}
          </Button>
        }
        title={t("secrets.removeTitle", { name })}
        description={
          usedBy.length === 0
            ? t("secrets.removeUnused")
            : t("secrets.removeUsed", { workflows: format.list(quoted, PLAIN_LIST) })
        }
        confirmLabel={t("secrets.remove")}
        tone="danger"
        onConfirm={() => remove.mutateAsync({ name })}
      />
      {replacing && <SecretDialog replacing={name} onClose={() => setReplacing(false)} />}
    </div>
  );
}
