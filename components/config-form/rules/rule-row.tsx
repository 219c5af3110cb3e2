"use client";

import { Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Select } from "#components/ui/select.tsx";
import type { FieldProblem } from "../control.ts";
import { useFormChoices } from "../form-context.tsx";
import { LeafInputs } from "./leaf-inputs.tsx";
import type { RowDraft } from "./rule-draft.ts";
import { changeLine, lineOf, linesFor } from "./rule-lines.ts";

type Props = {
  row: Extract<RowDraft, { row: "leaf" }>;
  /** Those of this condition. */
  problems: FieldProblem[];
  onChange(row: RowDraft): void;
  /** Undefined where it has to stay. */
  onRemove?: () => void;
};

/** One condition: what it is about, and its inputs. */
export function RuleRow({ row, problems, onChange, onRemove }: Props) {
  const t = useTranslations("config-form.condition");
  const { peopleOnly = false } = useFormChoices();
  // A rule about a property shows it at its own line.
  const message = problems.find(({ path }) => !path.startsWith("where."))?.message;
  return (
    <div className="flex flex-col gap-1.5 rounded-md bg-sunken p-2.5">
      <div className="flex gap-1">
        <Select
          aria-label={t("label")}
          options={linesFor(row, peopleOnly, t)}
          value={lineOf(row)}
          onValueChange={(line) => onChange(changeLine(row, line))}
        />
        {onRemove && (
          <IconButton label={t("remove")} className="text-muted" onClick={onRemove}>
            <Trash2 />
          </IconButton>
        )}
      </div>
      <LeafInputs leaf={row.leaf} problems={problems} onChange={(leaf) => onChange({ ...row, leaf })} />
      {message && (
        <p role="alert" className="text-sm text-danger">
          {message}
        </p>
      )}
    </div>
  );
}
