"use client";

import { Input } from "#components/ui/input.tsx";
import { type ControlProps, textOf } from "../control.ts";
import { ControlGroup } from "./control-group.tsx";
import { RowList, readRows } from "./row-list.tsx";

/** What an event carries: names with their values. */
export function EventPropertiesControl({ field, value, problems, onChange }: ControlProps) {
  const whole = problems.find(({ path }) => path === "")?.message;
  return (
    <ControlGroup label={field.label} help={field.help} error={whole}>
      <RowList
        rows={readRows(value)}
        noun="property"
        addLabel="Add a property"
        newRow={() => ({ name: "", value: "" })}
        problems={problems}
        onChange={onChange}
        head={(row, change, number) => (
          <div className="flex gap-1.5">
            <Input
              aria-label={`Name of property ${number}`}
              placeholder="total"
              value={textOf(row.name)}
              onChange={(event) => change({ ...row, name: event.target.value })}
            />
            <Input
              aria-label={`Value of property ${number}`}
              placeholder="{{ event.total }}"
              value={textOf(row.value)}
              onChange={(event) => change({ ...row, value: event.target.value })}
            />
          </div>
        )}
      />
    </ControlGroup>
  );
}
