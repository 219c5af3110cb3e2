"use client";

import { useTranslations } from "next-intl";
import { type FieldProblem, textOf } from "../control.ts";
import { Comparison } from "../controls/comparison.tsx";
import { NameInput } from "../controls/name-input.tsx";
import { RowList, readRows } from "../controls/row-list.tsx";
import { useFormChoices } from "../form-context.tsx";
import type { LeafDraft } from "./rule-draft.ts";

/** As many as a stored condition takes. */
const RULES_MAX = 10;

type Props = { leaf: LeafDraft; problems: FieldProblem[]; onChange(leaf: LeafDraft): void };

/** What the event has to have carried, all of it. */
export function WhereList({ leaf, problems, onChange }: Props) {
  const t = useTranslations("config-form.condition.where");
  const names = useProperties(leaf);
  return (
    <RowList
      nested
      rows={readRows(leaf.where)}
      max={RULES_MAX}
      removeLabel={(number) => t("remove", { number })}
      addLabel={t("add")}
      newRow={() => ({ path: "", operator: "equals", value: "" })}
      problems={problems}
      onChange={(rows) => {
        const { where, ...rest } = leaf;
        onChange(rows.length === 0 ? { ...rest, kind: leaf.kind } : { ...leaf, where: rows });
      }}
      head={(rule, change) => (
        <NameInput
          aria-label={t("property")}
          placeholder="total"
          names={names}
          value={textOf(rule.path)}
          onChange={(path) => change({ ...rule, path })}
        />
      )}
      body={(rule, change) => (
        <Comparison
          operator={rule.operator}
          value={rule.value}
          onChange={(part) => change({ ...rule, ...part })}
        />
      )}
    />
  );
}

/** The properties that events of this name really had. */
export function useProperties(leaf: LeafDraft): string[] {
  const { eventProperties } = useFormChoices();
  return eventProperties?.get(textOf(leaf.event)) ?? [];
}
