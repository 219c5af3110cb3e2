"use client";

import { useTranslations } from "next-intl";
import { Select } from "#components/ui/select.tsx";
import { messageChannels, messageDeeds, workflowStates } from "#workflows/condition.ts";
import { textOf } from "../control.ts";
import { IdSelect } from "../controls/id-select.tsx";
import { useFormChoices } from "../form-context.tsx";
import { Times } from "./event-leaf.tsx";
import type { LeafProps } from "./leaf-props.ts";
import type { LeafDraft } from "./rule-draft.ts";
import { SpanInput } from "./span-input.tsx";

/** An option's value is never empty. */
const EVERY = "every";

/** "opened an email of this workflow at least 2 times". */
export function MessageLeaf(props: LeafProps) {
  const { leaf, onChange } = props;
  const t = useTranslations("config-form.condition");
  const { workflows } = useFormChoices();
  const without = (part: "channel" | "workflowId"): LeafDraft => {
    const { [part]: _, ...rest } = leaf;
    return { ...rest, kind: leaf.kind };
  };
  return (
    <>
      <div className="grid grid-cols-[repeat(auto-fit,minmax(8.5rem,1fr))] gap-1.5">
        <Select
          aria-label={t("message.did")}
          options={messageDeeds.map((value) => ({ value, label: t(`message.${value}`) }))}
          value={textOf(leaf.did)}
          onValueChange={(did) => onChange({ ...leaf, did })}
        />
        <Select
          aria-label={t("channel")}
          options={[
            { value: EVERY, label: t("message.anyChannel") },
            ...messageChannels.map((value) => ({ value, label: t(`message.channel.${value}`) })),
          ]}
          value={textOf(leaf.channel) || EVERY}
          onValueChange={(channel) => onChange(channel === EVERY ? without("channel") : { ...leaf, channel })}
        />
      </div>
      <IdSelect
        aria-label={t("message.workflow")}
        choices={workflows}
        any={t("message.anyWorkflow")}
        value={leaf.workflowId}
        onChange={(workflowId) =>
          onChange(workflowId === undefined ? without("workflowId") : { ...leaf, workflowId })
        }
      />
      <div className="flex flex-wrap items-center gap-x-2 gap-y-1.5 text-sm text-muted">
        <span>{t("count.at-least")}</span>
        <Times {...props} />
      </div>
      <SpanInput leaf={leaf} onChange={onChange} />
    </>
  );
}

/** "is inside this workflow". */
export function WorkflowLeaf({ leaf, onChange }: LeafProps) {
  const t = useTranslations("config-form.condition");
  const pick = useTranslations("config-form.pick");
  const { workflows } = useFormChoices();
  return (
    <>
      <Select
        aria-label={t("workflow.label")}
        options={workflowStates.map((value) => ({ value, label: t(`workflow.${value}`) }))}
        value={textOf(leaf.state)}
        onValueChange={(state) => onChange({ ...leaf, state })}
      />
      <IdSelect
        aria-label={t("workflow.which")}
        choices={workflows}
        placeholder={pick(workflows?.length === 0 ? "noWorkflow" : "workflow")}
        value={leaf.workflowId}
        onChange={(workflowId) => onChange({ ...leaf, workflowId })}
      />
      {leaf.state !== "inside" && <SpanInput leaf={leaf} onChange={onChange} among={["ever", "last"]} />}
    </>
  );
}
