"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useApi } from "#components/api.ts";
import { useSay } from "#components/say.tsx";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { Select } from "#components/ui/select.tsx";
import { labelsOfNodes } from "#components/workflows/node-labels.ts";
import { findNode } from "#workflows/catalogue.ts";
import { PersonSearch } from "./person-search.tsx";
import { WhyAnswer } from "./why-answer.tsx";

/** Somebody or something by its id, with what it is called. */
export interface Named {
  id: number;
  name: string;
}

const ANYTHING = "anything";

type Props = {
  /** Null: to be chosen. */
  workflow: Named | null;
  person: Named | null;
  nodeId?: string | null;
  onClose: () => void;
};

/** Asks for a person and a workflow, and tells why that person did, or did not, get what it sends. */
export function WhyDialog({ workflow, person, nodeId = null, onClose }: Props) {
  const t = useTranslations("runs");
  const [chosenPerson, setPerson] = useState(person);
  const [workflowId, setWorkflowId] = useState(workflow?.id ?? null);
  const [step, setStep] = useState(nodeId);
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={t("why.title")}
      description={
        chosenPerson && workflow
          ? t("why.about", { name: chosenPerson.name, workflow: workflow.name })
          : t("why.hint")
      }
      footer={<Button onClick={onClose}>{t("why.close")}</Button>}
    >
      <div className="flex flex-col gap-4">
        {person === null && <PersonSearch chosen={chosenPerson} onChoose={setPerson} />}
        {workflow === null && (
          <WorkflowChoice
            chosen={workflowId}
            onChoose={(id) => {
              setWorkflowId(id);
              setStep(null);
            }}
          />
        )}
        {workflowId !== null && <StepChoice workflowId={workflowId} chosen={step} onChoose={setStep} />}
        {chosenPerson && workflowId !== null && (
          <WhyAnswer
            question={{ workflowId, profileId: chosenPerson.id, ...(step === null ? {} : { nodeId: step }) }}
          />
        )}
      </div>
    </Dialog>
  );
}

function WorkflowChoice({ chosen, onChoose }: { chosen: number | null; onChoose: (id: number) => void }) {
  const t = useTranslations("runs");
  const api = useApi();
  const list = useQuery(api.workflows.list.queryOptions());
  const options = (list.data?.workflows ?? []).map(({ id, name }) => ({ value: String(id), label: name }));
  return (
    <Field label={t("why.workflow")}>
      <Select
        options={options}
        value={chosen === null ? undefined : String(chosen)}
        placeholder={list.isPending ? t("why.loading") : t("why.chooseWorkflow")}
        disabled={options.length === 0}
        onValueChange={(value) => onChoose(Number(value))}
      />
    </Field>
  );
}

/** Which of its messages is meant; nothing while it has one at most. */
function StepChoice({
  workflowId,
  chosen,
  onChoose,
}: {
  workflowId: number;
  chosen: string | null;
  onChoose: (nodeId: string | null) => void;
}) {
  const t = useTranslations("runs");
  const say = useSay();
  const api = useApi();
  const workflow = useQuery(api.workflows.get.queryOptions({ id: workflowId }));
  const nodes = (workflow.data?.live?.graph ?? workflow.data?.draft)?.nodes ?? [];
  const messages = nodes.filter(({ type }) => {
    const definition = findNode(type);
    return definition !== undefined && "settle" in definition;
  });
  if (messages.length < 2 && chosen === null) return null;
  const options = [...labelsOfNodes(messages)].map(([id, label]) => ({ value: id, label: say(label) }));
  // A step of an earlier version.
  if (chosen !== null && !messages.some(({ id }) => id === chosen))
    options.push({ value: chosen, label: t("filter.otherStep") });
  return (
    <Field label={t("why.step")}>
      <Select
        options={[{ value: ANYTHING, label: t("why.anything") }, ...options]}
        value={chosen ?? ANYTHING}
        onValueChange={(value) => onChoose(value === ANYTHING ? null : value)}
      />
    </Field>
  );
}
