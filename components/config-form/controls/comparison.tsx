"use client";

import { useTranslations } from "next-intl";
import { useSay } from "#components/say.tsx";
import { Input } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";
import { type Operator, operators, wordOperator } from "#workflows/condition.ts";

type Props = {
  operator: unknown;
  value: unknown;
  placeholder?: string;
  onChange(change: { operator?: Operator; value?: unknown }): void;
};

/** "is more than 50": an operator, and a value where it needs one. */
export function Comparison({ operator, value, placeholder, onChange }: Props) {
  const t = useTranslations("config-form.comparison");
  const say = useSay();
  const known = operators.find((each) => each === operator);
  const options = operators.map((value) => ({ value, label: say(wordOperator(value)) }));
  const bare = known === "exists" || known === "missing";
  return (
    <div className="flex gap-1.5">
      <Select
        aria-label={t("operator")}
        className={bare ? "" : "w-36 shrink-0"}
        options={options}
        value={known}
        onValueChange={(text) => onChange({ operator: operators.find((each) => each === text) })}
      />
      {!bare && (
        <Input
          aria-label={t("value")}
          value={String(value ?? "")}
          placeholder={placeholder}
          onChange={(event) => onChange({ value: event.target.value })}
        />
      )}
    </div>
  );
}
