"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type ReactNode, type SyntheticEvent, useId, useMemo, useState } from "react";
import * as z from "zod/mini";
import { useApi } from "#components/api.ts";
import { ConfigForm } from "#components/config-form/config-form.tsx";
import { FormChoicesProvider } from "#components/config-form/form-context.tsx";
import { usePeopleChoices } from "#components/config-form/rules/use-rule-names.ts";
import { useSay } from "#components/say.tsx";
import { Banner } from "#components/ui/banner.tsx";
import { Button } from "#components/ui/button.tsx";
import { Choice } from "#components/ui/choice.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { toast } from "#components/ui/toast.ts";
import type { Problem } from "#workflows/validate.ts";
import { whom } from "#workflows/whom.ts";
import { wordCondition } from "#workflows/word-condition.ts";

type Props = { workflow: { id: number; name: string }; onClose: () => void };

/** Lets everybody into a workflow, or whoever a rule holds for, after saying how many that may be. */
export function StartForPeopleDialog({ workflow, onClose }: Props) {
  const t = useTranslations("workflows.start");
  const common = useTranslations("ui.common");
  const say = useSay();
  const api = useApi();
  const queries = useQueryClient();
  const formId = useId();
  const [everybody, setEverybody] = useState(true);
  const [draft, setDraft] = useState<Record<string, unknown>>({ rule: null });
  const [problems, setProblems] = useState<Problem[]>([]);
  const [confirming, setConfirming] = useState(false);
  const choices = usePeopleChoices(draft.rule);
  const profiles = useQuery(api.profiles.list.queryOptions({ limit: 1 }));
  const start = useMutation(
    api.workflows.startForEverybody.mutationOptions({
      onSuccess: () => {
        toast.success(t("done"), { description: t("doneHelp") });
        onClose();
        return queries.invalidateQueries({ queryKey: api.workflows.pathKey() });
      },
    }),
  );
  const ruleForm = useMemo(() => ruleFormCalled(t("rule")), [t]);
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
        title={t("confirm", { name: workflow.name })}
        description={
          <Confirmation total={profiles.data?.total} rule={condition && say(wordCondition(condition))} />
        }
        confirmLabel={t("confirmed")}
        cancelLabel={common("back")}
        onConfirm={() => start.mutateAsync({ id: workflow.id, condition })}
      >
        <Banner tone="warning" title={t("final")}>
          {t("finalHelp")}
        </Banner>
      </ConfirmDialog>
    );
  }

  return (
    <Dialog
      open
      onOpenChange={onClose}
      size={everybody ? "sm" : "md"}
      title={t("title")}
      description={t("description", { name: workflow.name })}
      footer={
        <>
          <Button onClick={onClose}>{common("cancel")}</Button>
          <Button type="submit" form={formId} variant="primary">
            {common("next")}
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit} noValidate className="flex flex-col gap-4 text-sm">
        <fieldset className="flex min-w-0 flex-col gap-1.5">
          <legend className="mb-1.5 font-medium">{t("forWhom")}</legend>
          <Choice
            name={formId}
            checked={everybody}
            onChoose={() => setEverybody(true)}
            label={t("everybody")}
            help={t("everybodyHelp")}
          />
          <Choice
            name={formId}
            checked={!everybody}
            onChoose={() => setEverybody(false)}
            label={t("byRule")}
            help={t("byRuleHelp")}
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
  const t = useTranslations("workflows.start");
  const people = total === undefined ? t("allPeople") : t("people", { count: total });
  const strong = (chunks: ReactNode) => <strong>{chunks}</strong>;
  return rule === null ? t.rich("upTo", { people, strong }) : t.rich("outOf", { people, rule, strong });
}

function ruleFormCalled(label: string) {
  return z.object({
    rule: whom.check(
      z.refine((rule) => rule !== null, "Say for whom, or choose everybody"),
      z.meta({ label, control: "condition" }),
    ),
  });
}

function problemsOf({ issues }: z.core.$ZodError): Problem[] {
  return issues.map(({ path, message }) => ({
    severity: "error",
    code: "rule.unfinished",
    message,
    field: path.join("."),
  }));
}
