"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import Link from "next/link";
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

/** The secrets by their names, each with the workflows that need it. */
export function SecretRows({ secrets }: { secrets: readonly Secret[] }) {
  return (
    <ul aria-label="Secrets" className="divide-y divide-line">
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
  const now = useNow();
  const reference = `{{ secrets.${name} }}`;
  return (
    <div className="min-w-0 text-sm">
      <div className="flex items-center gap-1">
        <p className="min-w-0 font-mono text-[0.875rem] font-medium [overflow-wrap:anywhere]">{name}</p>
        <CopyButton iconOnly size="sm" text={reference} label={`Copy ${reference}`} />
      </div>
      <p className="text-muted">
        Entered <TimeAgo at={createdAt} now={now} />
        {" · "}
        {usedBy.length === 0 ? "not used yet" : "used by "}
        {usedBy.map((workflow, index) => (
          <span key={workflow.id}>
            {index > 0 && ", "}
            <Link href={`/workflows/${workflow.id}`} className="underline underline-offset-2">
              {workflow.name}
            </Link>
          </span>
        ))}
      </p>
    </div>
  );
}

function Actions({ secret }: { secret: Secret }) {
  const api = useApi();
  const queries = useQueryClient();
  const [replacing, setReplacing] = useState(false);
  const remove = useMutation(
    api.secrets.remove.mutationOptions({
      onSuccess: () => {
        toast.success(`The secret “${secret.name}” is removed`);
        return queries.invalidateQueries(api.secrets.list.queryFilter());
      },
    }),
  );
  return (
    <div className="flex shrink-0 gap-2">
      <Button size="sm" aria-label={`Replace ${secret.name}`} onClick={() => setReplacing(true)}>
        Replace
      </Button>
      <ConfirmDialog
        trigger={
          <Button size="sm" aria-label={`Remove ${secret.name}`}>
            Remove
          </Button>
        }
        title={`Remove “${secret.name}”?`}
        description={`${wordLoss(secret)} Its value is lost: this cannot be undone.`}
        confirmLabel="Remove secret"
        tone="danger"
        onConfirm={() => remove.mutateAsync({ name: secret.name })}
      />
      {replacing && <SecretDialog replacing={secret.name} onClose={() => setReplacing(false)} />}
    </div>
  );
}

function wordLoss({ usedBy }: Secret): string {
  if (usedBy.length === 0) return "No workflow uses it.";
  const names = usedBy.map(({ name }) => `“${name}”`).join(", ");
  return `From now on the calls that need it fail, in ${names}.`;
}
