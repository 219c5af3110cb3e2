"use client";

import { Plus, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Input } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";
import { addRow, type MappingDraft, type MappingProblems, type NameRow } from "./mapping-draft.ts";

const VALUE_MAX_CHARS = 200;
/** As many as the server takes, with one for all others. */
const ROWS_MAX = 99;
const BECOMES = "becomes";
const LEFT_OUT = "left-out";

type Props = {
  draft: MappingDraft;
  problems: MappingProblems;
  /** Values that stood there in receipts. */
  seen: readonly string[];
  ownName: string;
  onChange: (draft: MappingDraft) => void;
};

/** Values of a field, each with the event that it becomes. */
export function EventNameRows({ draft, problems, seen, ownName, onChange }: Props) {
  const t = useTranslations("hooks");
  const { rows } = draft;
  const offered = seen.filter((value) => !rows.some((row) => row.value.trim() === value));
  const setRows = (next: NameRow[]) => onChange({ ...draft, rows: next });
  const change = (changed: NameRow) => setRows(rows.map((row) => (row.key === changed.key ? changed : row)));
  return (
    <div className="flex flex-col gap-3">
      {rows.length > 0 && (
        <ul aria-label={t("eventNames.byValue")} className="flex flex-col gap-3">
          {rows.map((row, index) => (
            <Row
              key={row.key}
              number={index + 1}
              row={row}
              problem={problems.rows[row.key]}
              onChange={change}
              onRemove={() => setRows(rows.filter((other) => other.key !== row.key))}
            />
          ))}
        </ul>
      )}
      {rows.length < ROWS_MAX && (
        <div className="flex flex-wrap items-center gap-2 text-sm">
          {offered.length > 0 && <span className="text-muted">{t("eventNames.seen")}</span>}
          {offered.map((value) => (
            <Button
              key={value}
              size="sm"
              icon={<Plus />}
              className="max-w-full"
              aria-label={t("eventNames.add", { value })}
              onClick={() => setRows(addRow(rows, value))}
            >
              <span className="truncate">{value}</span>
            </Button>
          ))}
          <Button size="sm" variant="ghost" icon={<Plus />} onClick={() => setRows(addRow(rows, ""))}>
            {t("eventNames.another")}
          </Button>
        </div>
      )}
      <Others draft={draft} problem={problems.othersName} ownName={ownName} onChange={onChange} />
    </div>
  );
}

type RowProps = {
  number: number;
  row: NameRow;
  problem: string | undefined;
  onChange: (row: NameRow) => void;
  onRemove: () => void;
};

function Row({ number, row, problem, onChange, onRemove }: RowProps) {
  const t = useTranslations("hooks");
  const { value, leaveOut, eventName } = row;
  const named = value.trim() || t("eventNames.thisValue");
  return (
    <li className="flex items-start gap-2">
      <div className="grid min-w-0 flex-1 gap-2 sm:grid-cols-3">
        <Field label={t("eventNames.numbered", { number })} hideLabel error={problem}>
          <Input
            value={value}
            maxLength={VALUE_MAX_CHARS}
            placeholder={t("eventNames.value")}
            className="font-mono"
            autoComplete="off"
            onChange={(event) => onChange({ ...row, value: event.target.value })}
          />
        </Field>
        <Select
          aria-label={t("eventNames.whatBecomes", { value: named })}
          options={[
            { value: BECOMES, label: t("eventNames.becomes") },
            { value: LEFT_OUT, label: t("eventNames.leftOut") },
          ]}
          value={leaveOut ? LEFT_OUT : BECOMES}
          onValueChange={(chosen) => onChange({ ...row, leaveOut: chosen === LEFT_OUT })}
        />
        {!leaveOut && (
          <Input
            aria-label={t("eventNames.eventFor", { value: named })}
            value={eventName}
            maxLength={VALUE_MAX_CHARS}
            placeholder="Order Completed"
            autoComplete="off"
            onChange={(event) => onChange({ ...row, eventName: event.target.value })}
          />
        )}
      </div>
      <IconButton label={t("eventNames.remove", { value: named })} className="text-muted" onClick={onRemove}>
        <X />
      </IconButton>
    </li>
  );
}

type OthersProps = Pick<Props, "draft" | "ownName" | "onChange"> & { problem: string | undefined };

/** What becomes of values without a line. */
function Others({ draft, problem, ownName, onChange }: OthersProps) {
  const t = useTranslations("hooks");
  const options: { value: MappingDraft["others"]; label: string }[] = [
    { value: "own", label: t("eventNames.othersOwn", { event: ownName }) },
    { value: "named", label: t("eventNames.othersNamed") },
    { value: "left-out", label: t("eventNames.othersLeftOut") },
  ];
  return (
    <div className="grid gap-2 sm:grid-cols-2">
      <Field label={t("eventNames.others")}>
        <Select
          options={options}
          value={draft.others}
          onValueChange={(value) =>
            onChange({
              ...draft,
              others: options.find((option) => option.value === value)?.value ?? draft.others,
            })
          }
        />
      </Field>
      {draft.others === "named" && (
        <Field label={t("eventNames.othersEvent")} error={problem} required>
          <Input
            value={draft.othersName}
            maxLength={VALUE_MAX_CHARS}
            autoComplete="off"
            onChange={(event) => onChange({ ...draft, othersName: event.target.value })}
          />
        </Field>
      )}
    </div>
  );
}
