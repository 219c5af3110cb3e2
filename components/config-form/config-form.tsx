"use client";

import { useMemo } from "react";
import type { NodeDefinition } from "#workflows/node.ts";
import type { Problem } from "#workflows/validate.ts";
import type { FieldProblem } from "./control.ts";
import { controls } from "./controls.tsx";
import { fieldsOf } from "./fields.ts";

type Props = {
  definition: NodeDefinition;
  config: Record<string, unknown>;
  /** Those of this node. */
  problems: Problem[];
  /** Called with the whole config and the field that was changed. */
  onChange(config: Record<string, unknown>, field: string): void;
};

/** The form of a node's config, drawn from its schema. */
export function ConfigForm({ definition, config, problems, onChange }: Props) {
  const fields = useMemo(() => fieldsOf(definition.config), [definition]);
  if (fields.length === 0) return <p className="text-sm text-muted">There is nothing to set up here.</p>;
  return (
    <div className="flex flex-col gap-5">
      {fields.map((field) => {
        const Control = controls[field.control];
        return (
          <Control
            key={field.key}
            field={field}
            value={config[field.key] ?? field.fallback}
            problems={fieldProblems(problems, field.key)}
            onChange={(value) => onChange({ ...config, [field.key]: value }, field.key)}
          />
        );
      })}
    </div>
  );
}

function fieldProblems(problems: Problem[], key: string): FieldProblem[] {
  return problems.flatMap(({ field, message }) => {
    if (field === key) return { path: "", message };
    return field?.startsWith(`${key}.`) ? { path: field.slice(key.length + 1), message } : [];
  });
}
