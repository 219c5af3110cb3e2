"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Hand } from "lucide-react";
import { useTranslations } from "next-intl";
import { type SyntheticEvent, useId, useState } from "react";
import { useApi } from "#components/api.ts";
import { ListSkeleton } from "#components/shell/list-skeleton.tsx";
import { Loaded } from "#components/shell/loaded.tsx";
import { Banner } from "#components/ui/banner.tsx";
import { Button, ButtonLink } from "#components/ui/button.tsx";
import { Choice } from "#components/ui/choice.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { toast } from "#components/ui/toast.ts";
import { StartOutcome } from "./start-outcome.tsx";

/** Somebody to start a workflow for. */
export interface Chosen {
  id: number;
  name: string;
}

type Props = {
  people: Chosen[];
  /** After everybody was dealt with, before the dialog is closed. */
  onStarted?: () => void;
  onClose: () => void;
};

/** Lets people into a workflow by hand. */
export function StartWorkflowDialog({ people, onStarted, onClose }: Props) {
  const t = useTranslations("profiles.start");
  const tUi = useTranslations("ui.common");
  const api = useApi();
  const queryClient = useQueryClient();
  const formId = useId();
  const [workflowId, setWorkflowId] = useState<number | null>(null);
  const list = useQuery(api.workflows.list.queryOptions());
  const offered = list.data?.workflows.filter(({ startsByHand }) => startsByHand) ?? [];
  const chosen =
    offered.find(({ id }) => id === workflowId) ?? (offered.length === 1 ? offered[0] : undefined);
  const [only] = people;
  const whom = people.length === 1 && only ? only.name : t("people", { count: people.length });
  const start = useMutation(
    api.workflows.startByHand.mutationOptions({
      onSuccess: async (answer) => {
        onStarted?.();
        if (answer.people.every(({ started }) => started)) {
          toast.success(t("started", { workflow: chosen?.name ?? "", people: whom }));
          onClose();
        }
        await queryClient.invalidateQueries(api.profiles.pathFilter());
        await queryClient.invalidateQueries(api.workflows.pathFilter());
      },
    }),
  );

  function submit(event: SyntheticEvent) {
    event.preventDefault();
    if (chosen && !start.isPending) start.mutate({ id: chosen.id, profileIds: people.map(({ id }) => id) });
  }

  if (start.data) {
    return (
      <Dialog
        open
        onOpenChange={onClose}
        title={t("named", { workflow: chosen?.name ?? "" })}
        footer={
          <Button variant="primary" onClick={onClose}>
            {tUi("done")}
          </Button>
        }
      >
        <StartOutcome outcome={start.data.people} people={people} />
      </Dialog>
    );
  }
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={t("title")}
      description={t("description", { people: whom })}
      footer={
        <>
          <Button onClick={onClose}>{tUi("cancel")}</Button>
          {offered.length > 0 && (
            <Button
              type="submit"
              form={formId}
              variant="primary"
              disabled={!chosen}
              loading={start.isPending}
            >
              {t("submit")}
            </Button>
          )}
        </>
      }
    >
      <Loaded query={list} skeleton={<ListSkeleton />} errorTitle={t("notLoaded")}>
        {() =>
          offered.length === 0 ? (
            <NothingToStart />
          ) : (
            <form id={formId} onSubmit={submit} className="flex flex-col gap-4">
              <fieldset className="flex min-w-0 flex-col gap-1.5">
                <legend className="mb-1.5 text-sm font-medium">{t("which")}</legend>
                {offered.map(({ id, name, activeRuns }) => (
                  <Choice
                    key={id}
                    name={formId}
                    checked={chosen?.id === id}
                    onChoose={() => setWorkflowId(id)}
                    label={name}
                    help={t("inside", { count: activeRuns })}
                  />
                ))}
              </fieldset>
              {start.error && (
                <Banner tone="danger" role="alert">
                  {start.error.message}
                </Banner>
              )}
            </form>
          )
        }
      </Loaded>
    </Dialog>
  );
}

function NothingToStart() {
  const t = useTranslations("profiles.start");
  return (
    <EmptyState
      icon={<Hand />}
      title={t("none")}
      action={<ButtonLink href="/workflows">{t("goToWorkflows")}</ButtonLink>}
      className="px-0 py-6"
    >
      {t("noneHint")}
    </EmptyState>
  );
}
