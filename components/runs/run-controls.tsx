"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { ChevronDown } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useApi } from "#components/api.ts";
import { useProfileName } from "#components/profiles/profile-name.ts";
import { useSay } from "#components/say.tsx";
import { Button } from "#components/ui/button.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { DropdownMenu, DropdownMenuItem } from "#components/ui/dropdown-menu.tsx";
import { Select } from "#components/ui/select.tsx";
import { toast } from "#components/ui/toast.ts";
import { findNode } from "#workflows/catalogue.ts";
import type { ActionKind } from "./bulk-bar.tsx";
import type { RunDetails } from "./outputs.ts";

type Props = { run: RunDetails; steps: ReadonlyMap<string, string> };

/** What can be done to a run by hand; nothing for those who may only look. */
export function RunControls({ run, steps }: Props) {
  const t = useTranslations("runs");
  const say = useSay();
  const [asked, setAsked] = useState<ActionKind | null>(null);
  const { refusals } = run;
  if (!refusals) return null;
  const active = run.status === "active";
  const why = active ? null : refusals.retry;
  return (
    <>
      {!active && !refusals.retry && (
        <Button variant="primary" onClick={() => setAsked("retry")}>
          {t("action.retry")}
        </Button>
      )}
      {active && (
        <DropdownMenu
          trigger={
            <Button>
              {t("act.menu")}
              <ChevronDown aria-hidden="true" />
            </Button>
          }
        >
          <DropdownMenuItem disabled={refusals.skip !== null} onSelect={() => setAsked("skip")}>
            {t("action.skip")}
          </DropdownMenuItem>
          <DropdownMenuItem onSelect={() => setAsked("move")}>{t("action.move")}</DropdownMenuItem>
          <DropdownMenuItem tone="danger" onSelect={() => setAsked("stop")}>
            {t("action.stop")}
          </DropdownMenuItem>
        </DropdownMenu>
      )}
      {why && <p className="max-w-xs text-sm text-muted">{t("act.noRetry", { why: say(why) })}</p>}
      {asked && <ActDialog run={run} steps={steps} kind={asked} onClose={() => setAsked(null)} />}
    </>
  );
}

/** Says what will happen, and does it when that is wanted. */
function ActDialog({ run, steps, kind, onClose }: Props & { kind: ActionKind; onClose: () => void }) {
  const profileName = useProfileName();
  const t = useTranslations("runs");
  const say = useSay();
  const api = useApi();
  const queries = useQueryClient();
  const targets = run.version.graph.nodes.filter(({ type }) => {
    const definition = findNode(type);
    return definition && definition.kind !== "trigger";
  });
  const [target, setTarget] = useState(targets[0]?.id ?? "");
  // Kept from when it was opened: whoever has gone on since is left alone.
  const [visit] = useState(run.visit);
  const act = useMutation(
    api.runs.act.mutationOptions({
      onSuccess: ({ refusal }) => {
        if (refusal) toast.warning(say(refusal));
        else toast.success(t(`act.done.${kind}`));
        return queries.invalidateQueries({ queryKey: api.runs.pathKey() });
      },
    }),
  );
  const name = profileName(run.profile);
  const isPaused = run.workflow.status !== "live";
  return (
    <ConfirmDialog
      open
      onOpenChange={onClose}
      tone={kind === "stop" ? "danger" : "neutral"}
      title={t(`act.title.${kind}`, { name })}
      description={
        <>
          {t(`act.what.${kind}`, { step: steps.get(run.nodeId) ?? t("filter.otherStep") })}
          {isPaused && kind !== "stop" && ` ${t("act.paused")}`}
        </>
      }
      confirmLabel={t(`action.${kind}`)}
      onConfirm={() => {
        const action = kind === "move" ? { kind, nodeId: target } : { kind };
        return act.mutateAsync({ workflowId: run.workflow.id, runId: run.id, visit, action });
      }}
    >
      {kind === "move" && (
        <Select
          aria-label={t("act.step")}
          options={targets.map(({ id }) => ({ value: id, label: steps.get(id) ?? id }))}
          value={target}
          onValueChange={setTarget}
        />
      )}
    </ConfirmDialog>
  );
}
