"use client";

import { useTranslations } from "next-intl";
import { Select } from "#components/ui/select.tsx";
import type { NamedChoice } from "../form-context.tsx";

type Props = {
  /** Undefined while they are not known yet. */
  choices: NamedChoice[] | undefined;
  /** The id of what is chosen; anything else: nothing is. */
  value: unknown;
  placeholder?: string;
  /** What choosing none of them in particular is called, where that is a choice. */
  any?: string;
  "aria-label"?: string;
  /** Undefined for none of them in particular. */
  onChange(id: number | undefined): void;
};

/** An option's value is never empty. */
const ANY = "any";

/** One of the shop's segments or workflows, chosen by its name and stored by its id. */
export function IdSelect({ choices, value, any, onChange, ...rest }: Props) {
  const t = useTranslations("config-form.pick");
  const chosen = isId(value) ? String(value) : any === undefined ? "" : ANY;
  const options = [
    ...(any === undefined ? [] : [{ value: ANY, label: any }]),
    ...(choices ?? []).map(({ id, name }) => ({ value: String(id), label: name })),
  ];
  // One that was removed since must not vanish from the form.
  const gone = chosen !== "" && !options.some((option) => option.value === chosen);
  const shown = gone
    ? [...options, { value: chosen, label: choices ? t("gone", { id: chosen }) : "…" }]
    : options;
  return (
    <Select
      {...rest}
      options={shown}
      value={chosen}
      disabled={shown.length === 0}
      onValueChange={(id) => onChange(id === ANY ? undefined : Number(id))}
    />
  );
}

/** Whether something is chosen that is not there any more. */
export function isGone(choices: NamedChoice[] | undefined, value: unknown): boolean {
  return choices !== undefined && isId(value) && !choices.some(({ id }) => id === value);
}

function isId(value: unknown): boolean {
  return typeof value === "number" && value > 0;
}
