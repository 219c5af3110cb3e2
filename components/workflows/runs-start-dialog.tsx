"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type SyntheticEvent, useId, useState } from "react";
import * as z from "zod";
import { useApi } from "#components/api.ts";
import { ConfigForm } from "#components/config-form/config-form.tsx";
import { FormChoicesProvider } from "#components/config-form/form-context.tsx";
import { useSay } from "#components/say.tsx";
import { Banner } from "#components/ui/banner.tsx";
import { Button } from "#components/ui/button.tsx";
import { Choice } from "#components/ui/choice.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { toast } from "#components/ui/toast.ts";
import { wordCondition } from "#workflows/condition.ts";
import type { Problem } from "#workflows/validate.ts";
import { whom } from "#workflows/whom.ts";

const ruleForm = z.object({
  rule: whom
    .refine((rule) => rule !== null, "Say for whom, or choose everybody")
    .meta({ label: "The rule", control: "condition" }),
});

type Props = { workflow: { id: number; name: string }; onClose: () => void };

/** Lets everybody into a workflow, or whoever a rule holds for, after saying how many that may be. */
export function StartForPeopleDialog({ workflow, onClose }: Props) {
  const say = useSay();
  const api = useApi();
  const queries = useQueryClient();
  const formId = useId();
  const [everybody, setEverybody] = useState(true);
  const [draft, setDraft] = useState<Record<string, unknown>>({ rule: null });
  const [problems, setProblems] = useState<Problem[]>([]);
  const [confirming, setConfirming] = useState(false);
  const choices = useRuleChoices();
  const profiles = useQuery(api.profiles.list.queryOptions({ limit: 1 }));
  const start = useMutation(
    api.workflows.startForEverybody.mutationOptions({
      onSuccess: () => {
        toast.success("People are being let in", { description: "You can follow it on this page." });
        onClose();
        return queries.invalidateQueries({ queryKey: api.workflows.pathKey() });
      },
    }),
  );
  const parsed = ruleForm.safeParse(draft);
  const condition = everybody ? null : (parsed.data?.rule ?? null);

  function submit(event: SyntheticEvent) {
    event.preventDefault();
    if (!everybody && !parsed.success) return setProblems(problemsOf(parsed.error));
    setConfirming(true);
  }

  if (confirming) {
    return (
      <ConfirmDialog
        open
        onOpenChange={setConfirming}
        title={`Start “${workflow.name}” for them?`}
        description={
          <Confirmation total={profiles.data?.total} rule={condition && say(wordCondition(condition))} />
        }
        confirmLabel="Start for them"
        cancelLabel="Back"
        onConfirm={() => start.mutateAsync({ id: workflow.id, condition })}
      >
        <Banner tone="warning" title="This cannot be undone">
          Messages go out as the workflow says. To stop, pause the workflow: whoever is inside is then held.
        </Banner>
      </ConfirmDialog>
    );
  }

  return (
    <Dialog
      open
      onOpenChange={onClose}
      size={everybody ? "sm" : "md"}
      title="Start for people"
      description={`Lets people into “${workflow.name}” now, a few at a time.`}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form={formId} variant="primary">
            Next
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit} noValidate className="flex flex-col gap-4 text-sm">
        <fieldset className="flex min-w-0 flex-col gap-1.5">
          <legend className="mb-1.5 font-medium">For whom?</legend>
          <Choice
            name={formId}
            checked={everybody}
            onChoose={() => setEverybody(true)}
            label="Everybody"
            help="All your profiles."
          />
          <Choice
            name={formId}
            checked={!everybody}
            onChoose={() => setEverybody(false)}
            label="Whoever a rule holds for"
            help="Such as a city, or what they have done."
          />
        </fieldset>
        {!everybody && (
          <FormChoicesProvider choices={choices}>
            <ConfigForm
              schema={ruleForm}
              config={draft}
              problems={problems}
              onChange={(next) => {
                setDraft(next);
                setProblems([]);
              }}
            />
          </FormChoicesProvider>
        )}
      </form>
    </Dialog>
  );
}

type ConfirmationProps = {
  /** How many profiles there are; unknown while they are counted. */
  total: number | undefined;
  rule: string | null;
};

/** The most people that are about to enter. */
export function Confirmation({ total, rule }: ConfirmationProps) {
  const people = total === 1 ? "1 person" : `${total?.toLocaleString("en") ?? "all"} people`;
  return (
    <>
      {rule === null ? (
        <>
          Up to <strong>{people}</strong> will enter.
        </>
      ) : (
        <>
          Out of <strong>{people}</strong>, everybody will enter for whom this holds: {rule}.
        </>
      )}{" "}
      Whoever may not enter again, by the workflow’s settings, is left out.
    </>
  );
}

/** What the rule can be about. */
function useRuleChoices() {
  const api = useApi();
  const events = useQuery(api.events.names.queryOptions());
  const attributes = useQuery(api.attributes.names.queryOptions());
  return {
    eventNames: events.data?.names.map(({ name }) => name) ?? [],
    attributeNames: attributes.data?.names ?? [],
    variables: [],
    dataPaths: [],
  };
}

function problemsOf({ issues }: z.ZodError): Problem[] {
  return issues.map(({ path, message }) => ({
    severity: "error",
    code: "rule.unfinished",
    message,
    field: path.join("."),
  }));
}
