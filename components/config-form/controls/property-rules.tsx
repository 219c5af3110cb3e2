"use client";

import { useTranslations } from "next-intl";
import { type FieldProblem, textOf } from "../control.ts";
import { useFormChoices } from "../form-context.tsx";
import { Comparison } from "./comparison.tsx";
import { NameInput } from "./name-input.tsx";
import { type Row, RowList } from "./row-list.tsx";

/** How a value of the run is compared with. */
const VALUE_HINT = "{{ event.order_id }}";
const EVENT_PREFIX = "event.";

type Props = {
  rules: Row[];
  placeholder?: string;
  problems: FieldProblem[];
  /** They stand inside a row of another list. */
  nested?: boolean;
  onChange(rules: Row[]): void;
};

/** Rules over the properties of an event, all of which must hold. */
export function PropertyRules({ rules, placeholder = VALUE_HINT, problems, nested, onChange }: Props) {
  const t = useTranslations("config-form.rules");
  const { dataPaths } = useFormChoices();
  const names = dataPaths.flatMap(({ path }) =>
    path.startsWith(EVENT_PREFIX) ? path.slice(EVENT_PREFIX.length) : [],
  );
  return (
    <RowList
      rows={rules}
      removeLabel={(number) => t("remove", { number })}
      addLabel={t("add")}
      newRow={() => ({ property: "", operator: "equals", value: "" })}
      problems={problems}
      nested={nested}
      onChange={onChange}
      head={(rule, change) => (
        <NameInput
          aria-label={t("property")}
          placeholder="total"
          names={names}
          value={textOf(rule.property)}
          onChange={(property) => change({ ...rule, property })}
        />
      )}
      body={(rule, change) => (
        <Comparison
          operator={rule.operator}
          value={rule.value}
          placeholder={placeholder}
          onChange={(part) => change({ ...rule, ...part })}
        />
      )}
    />
  );
}
