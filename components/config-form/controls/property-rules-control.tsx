"use client";

import type { ControlProps } from "../control.ts";
import { ControlGroup } from "./control-group.tsx";
import { PropertyRules } from "./property-rules.tsx";
import { readRows } from "./row-list.tsx";

export function PropertyRulesControl({ field, value, problems, onChange }: ControlProps) {
  const whole = problems.find(({ path }) => path === "")?.message;
  return (
    <ControlGroup label={field.label} help={field.help} error={whole}>
      <PropertyRules
        rules={readRows(value)}
        placeholder={field.placeholder}
        problems={problems}
        onChange={onChange}
      />
    </ControlGroup>
  );
}
