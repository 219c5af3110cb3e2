"use client";

import { useTranslations } from "next-intl";
import { Input } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";
import { type ControlProps, textOf } from "../control.ts";
import { AttributeNameInput } from "./attribute-name-input.tsx";
import { ControlGroup } from "./control-group.tsx";
import { type Row, RowList, readRows } from "./row-list.tsx";

const KINDS = ["set", "clear", "increment", "add-tag", "remove-tag"] as const;

/** What each kind of change asks for, with examples. */
const ASKED: Record<
  string,
  { attribute?: string; value?: { name: "value" | "number" | "tag"; placeholder: string } }
> = {
  set: { attribute: "plan", value: { name: "value", placeholder: "{{ event.plan }}" } },
  clear: { attribute: "plan" },
  increment: { attribute: "points", value: { name: "number", placeholder: "1" } },
  "add-tag": { value: { name: "tag", placeholder: "vip" } },
  "remove-tag": { value: { name: "tag", placeholder: "vip" } },
};

/** What a step changes about a profile, from top to bottom. */
export function ProfileChangesControl({ field, value, problems, onChange }: ControlProps) {
  const t = useTranslations("config-form.changes");
  const whole = problems.find(({ path }) => path === "")?.message;
  return (
    <ControlGroup label={field.label} help={field.help} error={whole}>
      <RowList
        rows={readRows(value)}
        removeLabel={(number) => t("remove", { number })}
        addLabel={t("add")}
        newRow={() => ({ kind: "set", attribute: "", value: "" })}
        problems={problems}
        onChange={onChange}
        head={(row, change) => (
          <Select
            aria-label={t("what")}
            options={KINDS.map((value) => ({ value, label: t(`kind.${value}`) }))}
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
  const t = useTranslations("config-form.changes");
  const asked = ASKED[textOf(row.kind)];
  return (
    <>
      {asked?.attribute && (
        <AttributeNameInput
          aria-label={t("attribute")}
          placeholder={asked.attribute}
          value={textOf(row.attribute)}
          onChange={(attribute) => onChange({ ...row, attribute })}
        />
      )}
      {asked?.value && (
        <Input
          aria-label={t(asked.value.name)}
          placeholder={asked.value.placeholder}
          value={textOf(row.value)}
          onChange={(event) => onChange({ ...row, value: event.target.value })}
        />
      )}
    </>
  );
}
