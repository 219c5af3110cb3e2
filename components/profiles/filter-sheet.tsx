"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { FormChoicesProvider } from "#components/config-form/form-context.tsx";
import { newLeaf, readGroup, writeGroup } from "#components/config-form/rules/rule-draft.ts";
import { RuleGroup } from "#components/config-form/rules/rule-group.tsx";
import { usePeopleChoices } from "#components/config-form/rules/use-rule-names.ts";
import { readRule } from "#components/segments/rule-problems.ts";
import { RuleSentence } from "#components/segments/rule-sentence.tsx";
import { Button } from "#components/ui/button.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import type { Condition } from "#workflows/condition.ts";

type Props = { rule: Condition | null; onApply(rule: Condition | null): void; onClose(): void };

/** What is usually asked first. */
const STARTS = ["segment", "tag", "lifecycle", "reachable", "attribute", "event"] as const;

/** Whom the list is to show, by the same rules as segments. */
export function FilterSheet({ rule, onApply, onClose }: Props) {
  const t = useTranslations("profiles.filter");
  const kinds = useTranslations("profiles.filter.starts");
  const common = useTranslations("ui.common");
  const [draft, setDraft] = useState<unknown>(rule);
  const [checked, setChecked] = useState(false);
  const choices = usePeopleChoices(draft);
  const read = draft === null ? null : readRule(draft, t("finish"));

  function apply() {
    setChecked(true);
    if (read && read.rule === null) return;
    onApply(read?.rule ?? null);
    onClose();
  }

  return (
    <Sheet
      open
      onOpenChange={onClose}
      title={t("title")}
      description={t("description")}
      className="sm:w-[40rem]"
      footer={
        <>
          <Button onClick={onClose}>{common("cancel")}</Button>
          <Button variant="primary" onClick={apply}>
            {t("apply")}
          </Button>
        </>
      }
    >
      <FormChoicesProvider choices={choices}>
        {draft === null ? (
          <div className="flex flex-wrap gap-2">
            {STARTS.map((kind) => (
              <Button key={kind} size="sm" onClick={() => setDraft(newLeaf(kind))}>
                {kinds(kind)}
              </Button>
            ))}
          </div>
        ) : (
          <div className="flex flex-col gap-4">
            <RuleGroup
              group={readGroup(draft)}
              depth={0}
              problems={checked ? (read?.problems ?? []) : []}
              onChange={(group) => setDraft(group.rows.length === 0 ? null : writeGroup(group))}
            />
            {read?.rule && <RuleSentence rule={read.rule} />}
            {checked && read?.rule === null && (
              <p role="alert" className="text-sm text-danger">
                {t("unfinished")}
              </p>
            )}
            <Button variant="ghost" size="sm" className="self-start" onClick={() => setDraft(null)}>
              {t("clear")}
            </Button>
          </div>
        )}
      </FormChoicesProvider>
    </Sheet>
  );
}
