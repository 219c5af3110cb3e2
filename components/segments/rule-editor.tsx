"use client";

import { Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import type { FieldProblem } from "#components/config-form/control.ts";
import { readGroup, writeGroup } from "#components/config-form/rules/rule-draft.ts";
import { RuleGroup } from "#components/config-form/rules/rule-group.tsx";
import { Button } from "#components/ui/button.tsx";
import { ExampleList } from "./example-list.tsx";
import { findExample } from "./examples.ts";

type Props = {
  /** However unfinished; null before the first condition. */
  rule: unknown;
  problems: FieldProblem[];
  onChange(rule: unknown): void;
  /** With what the example is called. */
  onExample(rule: unknown, name: string): void;
  onEmpty(): void;
};

/** The rule of a segment as a form; before there is one, examples to begin with. */
export function RuleEditor({ rule, problems, onChange, onExample, onEmpty }: Props) {
  const t = useTranslations("segments.editor");
  const called = useTranslations("segments.examples");
  if (rule === null) {
    return (
      <div className="flex flex-col gap-4">
        <ExampleList onChoose={(id) => onExample(findExample(id)?.rule ?? null, called(`${id}.name`))} />
        <Button icon={<Plus />} className="self-start" onClick={onEmpty}>
          {t("ownRule")}
        </Button>
      </div>
    );
  }
  return (
    <fieldset className="min-w-0">
      <legend className="sr-only">{t("rule")}</legend>
      <RuleGroup
        group={readGroup(rule)}
        depth={0}
        problems={problems}
        onChange={(group) => onChange(writeGroup(group))}
      />
    </fieldset>
  );
}
