"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Pencil } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useApi } from "#components/api.ts";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Input } from "#components/ui/input.tsx";
import { toast } from "#components/ui/toast.ts";
import { NAME_MAX_CHARS } from "#components/workflows/name-limit.ts";

/** The workflow's name as the heading of the page; the pencil beside it renames. */
export function WorkflowName({
  workflowId,
  name,
  fixed,
}: {
  workflowId: number;
  name: string;
  fixed: boolean;
}) {
  const t = useTranslations("canvas.name");
  const [typed, setTyped] = useState<string | null>(null);
  const { rename, shown } = useRename(workflowId, name);

  function finish(save: boolean) {
    const next = typed?.trim();
    setTyped(null);
    if (save && next && next !== name) rename(next);
  }

  if (typed !== null) {
    return (
      <h1 className="min-w-0 text-base">
        <Input
          aria-label={t("label")}
          // The person has just asked to type here.
          ref={(input) => input?.focus()}
          className="h-9 w-64 max-w-full font-semibold"
          maxLength={NAME_MAX_CHARS}
          value={typed}
          onFocus={(event) => event.target.select()}
          onChange={(event) => setTyped(event.target.value)}
          onBlur={() => finish(true)}
          onKeyDown={(event) => {
            if (event.key === "Enter") finish(true);
            if (event.key === "Escape") finish(false);
          }}
        />
      </h1>
    );
  }
  return (
    <div className="flex min-w-0 items-center">
      <h1 className="min-w-0 truncate text-base" title={shown}>
        {shown}
      </h1>
      {!fixed && (
        <IconButton size="sm" label={t("rename")} className="text-muted" onClick={() => setTyped(shown)}>
          <Pencil />
        </IconButton>
      )}
    </div>
  );
}

function useRename(id: number, name: string) {
  const t = useTranslations("canvas.name");
  const api = useApi();
  const queries = useQueryClient();
  const mutation = useMutation(
    api.workflows.rename.mutationOptions({
      onError: (error) => toast.error(t("failed"), { description: error.message }),
      onSettled: () => queries.invalidateQueries({ queryKey: api.workflows.pathKey() }),
    }),
  );
  const shown = mutation.isPending ? mutation.variables.name : name;
  return { shown, rename: (next: string) => mutation.mutate({ id, name: next }) };
}
