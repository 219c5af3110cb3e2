"use client";

import { Plus, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import type { ControlProps } from "../control.ts";
import { newLeaf, readGroup, writeGroup } from "../rules/rule-draft.ts";
import { Removed, RuleGroup } from "../rules/rule-group.tsx";
import { ControlGroup } from "./control-group.tsx";

/** One condition, or null for none. */
export function ConditionControl({ field, value, problems, onChange }: ControlProps) {
  const t = useTranslations("config-form.condition");
  const [removed, setRemoved] = useState<unknown>(null);
  const group = readGroup(value);
  if (group.rows.length === 0) {
    return (
      <ControlGroup label={field.label} help={field.help} error={problems[0]?.message}>
        {removed !== null && <Removed isGroup onUndo={() => onChange(removed)} />}
        <Button
          size="sm"
          icon={<Plus />}
          className="self-start"
          onClick={() => onChange(newLeaf("attribute"))}
        >
          {t("addRule")}
        </Button>
      </ControlGroup>
    );
  }
  return (
    <ControlGroup label={field.label} help={field.help}>
      <div className="rounded-lg border p-2.5">
        <RuleGroup
          group={group}
          depth={0}
          problems={problems}
          onChange={(next) => {
            setRemoved(null);
            onChange(next.rows.length === 0 ? null : writeGroup(next));
          }}
        />
        <div className="mt-2 flex justify-end border-t pt-2">
          <Button
            size="sm"
            variant="ghost"
            icon={<Trash2 />}
            className="text-muted"
            onClick={() => {
              setRemoved(value);
              onChange(null);
            }}
          >
            {t("removeRule")}
          </Button>
        </div>
      </div>
    </ControlGroup>
  );
}
