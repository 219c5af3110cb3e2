"use client";

import { Plus, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Input } from "#components/ui/input.tsx";
import type { ControlProps } from "../control.ts";
import { useFormChoices } from "../form-context.tsx";
import { ControlGroup } from "./control-group.tsx";

type Row = { name: string; value: string };

/**
 * Header names with their values. Rows live here while they are typed: a record cannot hold a row without a name, nor
 * two of the same name for the moment in which one is being renamed.
 */
export function HeadersControl({ field, value, problems, onChange }: ControlProps) {
  const t = useTranslations("config-form.headers");
  const secretsId = useId();
  const { secretNames = [] } = useFormChoices();
  const [rows, setRows] = useState<Row[]>(() => readRows(value));
  const shown = sameRecord(toRecord(rows), value) ? rows : readRows(value);
  // Rows are known by their place: a name that is being typed cannot be a key.
  const lines = shown.map((row, index) => ({ row, index, key: `row ${index + 1}` }));

  function change(next: Row[]) {
    setRows(next);
    onChange(toRecord(next));
  }

  return (
    <ControlGroup label={field.label} help={field.help} error={problems[0]?.message}>
      {lines.map(({ row, index, key }) => (
        <div key={key} className="flex gap-1.5">
          <Input
            aria-label={t("name", { number: index + 1 })}
            placeholder="Authorization"
            value={row.name}
            onChange={(event) => change(shown.with(index, { ...row, name: event.target.value }))}
          />
          <Input
            aria-label={t("value", { number: index + 1 })}
            list={secretNames.length > 0 ? secretsId : undefined}
            value={row.value}
            onChange={(event) => change(shown.with(index, { ...row, value: event.target.value }))}
          />
          <IconButton
            label={t("remove", { number: index + 1 })}
            onClick={() => change(shown.toSpliced(index, 1))}
            className="text-muted"
          >
            <Trash2 />
          </IconButton>
        </div>
      ))}
      <datalist id={secretsId}>
        {secretNames.flatMap((name) => [
          <option key={`bearer ${name}`} value={`Bearer {{ secrets.${name} }}`} />,
          <option key={name} value={`{{ secrets.${name} }}`} />,
        ])}
      </datalist>
      <Button
        size="sm"
        icon={<Plus />}
        className="self-start"
        onClick={() => change([...shown, { name: "", value: "" }])}
      >
        {t("add")}
      </Button>
    </ControlGroup>
  );
}

function readRows(value: unknown): Row[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).map(([name, text]) => ({ name, value: String(text) }));
}

function toRecord(rows: Row[]): Record<string, string> {
  return Object.fromEntries(rows.filter(({ name }) => name !== "").map(({ name, value }) => [name, value]));
}

/** Undo changes the value from outside; then the rows are read anew. */
function sameRecord(record: Record<string, string>, value: unknown): boolean {
  return JSON.stringify(record) === JSON.stringify(value ?? {});
}
