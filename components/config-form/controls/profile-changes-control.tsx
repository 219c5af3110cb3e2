"use client";

import { Input } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";
import { type ControlProps, textOf } from "../control.ts";
import { AttributeNameInput } from "./attribute-name-input.tsx";
import { ControlGroup } from "./control-group.tsx";
import { type Row, RowList, readRows } from "./row-list.tsx";

const KINDS = [
  { value: "set", label: "Set attribute" },
  { value: "clear", label: "Clear attribute" },
  { value: "increment", label: "Add to a number" },
  { value: "add-tag", label: "Add tag" },
  { value: "remove-tag", label: "Remove tag" },
];

/** What each kind of change asks for, with examples. */
const WORDS: Record<string, { attribute?: string; value?: { label: string; placeholder: string } }> = {
  set: { attribute: "plan", value: { label: "Value", placeholder: "{{ event.plan }}" } },
  clear: { attribute: "plan" },
  increment: { attribute: "points", value: { label: "Number to add", placeholder: "1" } },
  "add-tag": { value: { label: "Tag", placeholder: "vip" } },
  "remove-tag": { value: { label: "Tag", placeholder: "vip" } },
};

/** What a step changes about a profile, from top to bottom. */
export function ProfileChangesControl({ field, value, problems, onChange }: ControlProps) {
  const whole = problems.find(({ path }) => path === "")?.message;
  return (
    <ControlGroup label={field.label} help={field.help} error={whole}>
      <RowList
        rows={readRows(value)}
        noun="change"
        addLabel="Add a change"
        newRow={() => ({ kind: "set", attribute: "", value: "" })}
        problems={problems}
        onChange={onChange}
        head={(row, change) => (
          <Select
            aria-label="What to do"
            options={KINDS}
            value={textOf(row.kind)}
            onValueChange={(kind) => change({ ...row, kind })}
          />
        )}
        body={(row, change) => <ChangeInputs row={row} onChange={change} />}
      />
    </ControlGroup>
  );
}

/** Tags have no attribute, and what is cleared gets no value. */
function ChangeInputs({ row, onChange }: { row: Row; onChange(row: Row): void }) {
  const words = WORDS[textOf(row.kind)];
  return (
    <>
      {words?.attribute && (
        <AttributeNameInput
          aria-label="Attribute"
          placeholder={words.attribute}
          value={textOf(row.attribute)}
          onChange={(attribute) => onChange({ ...row, attribute })}
        />
      )}
      {words?.value && (
        <Input
          aria-label={words.value.label}
          placeholder={words.value.placeholder}
          value={textOf(row.value)}
          onChange={(event) => onChange({ ...row, value: event.target.value })}
        />
      )}
    </>
  );
}
