"use client";

import { useTranslations } from "next-intl";
import { useSay } from "#components/say.tsx";
import { Input } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";
import { isDate } from "#workflows/dates-of.ts";
import { type Operator, operators } from "#workflows/operators.ts";
import { wordOperator } from "#workflows/word-comparison.ts";
import { changeOperator, valueKindOf } from "../rules/comparison-value.ts";
import { readNumber } from "./number-control.tsx";

type Props = {
  operator: unknown;
  value: unknown;
  placeholder?: string;
  /** Without it, every operator. */
  among?: readonly Operator[];
  onChange(change: { operator?: Operator; value?: unknown }): void;
};

/** "is more than 50": an operator, and a value where it needs one. */
export function Comparison({ operator, value, placeholder, among = operators, onChange }: Props) {
  const t = useTranslations("config-form.comparison");
  const say = useSay();
  const known = operators.find((each) => each === operator);
  const options = among.map((value) => ({ value, label: say(wordOperator(value)) }));
  const kind = valueKindOf(known);
  return (
    <div className="flex flex-wrap items-center gap-1.5">
      <Select
        aria-label={t("operator")}
        className={kind === "none" ? "" : "w-40 shrink-0"}
        options={options}
        value={known}
        onValueChange={(text) => {
          const chosen = operators.find((each) => each === text);
          onChange(changeOperator(value, known, chosen));
        }}
      />
      {kind !== "none" && (
        <span className="flex min-w-24 flex-1 items-center gap-1.5 text-sm text-muted">
          <ComparedWith kind={kind} value={value} placeholder={placeholder} onChange={onChange} />
        </span>
      )}
    </div>
  );
}

function ComparedWith({
  kind,
  value,
  placeholder,
  onChange,
}: Pick<Props, "value" | "placeholder" | "onChange"> & { kind: "text" | "date" | "days" }) {
  const t = useTranslations("config-form.comparison");
  if (kind === "days") {
    return (
      <>
        <Input
          aria-label={t("daysCount")}
          type="number"
          min={1}
          className="w-20"
          value={typeof value === "number" ? value : ""}
          onChange={(event) => onChange({ value: readNumber(event.target.value) })}
        />
        <span>{t("days")}</span>
      </>
    );
  }
  // What stands there already, such as a value of the run, must not vanish because a calendar cannot show it.
  const inCalendar = kind === "date" && (isDate(value) || (value ?? "") === "");
  return (
    <Input
      aria-label={t("value")}
      type={inCalendar ? "date" : "text"}
      value={String(value ?? "")}
      placeholder={placeholder}
      onChange={(event) => onChange({ value: event.target.value })}
    />
  );
}
