"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { Field } from "#components/ui/field.tsx";
import { Select } from "#components/ui/select.tsx";
import { type ControlProps, textOf } from "../control.ts";
import { useFormChoices } from "../form-context.tsx";

const SENDING_PAGE = "/settings/sending";
/** A list cannot offer an empty value. */
const USUAL = "usual";

/** Who an email comes from: the usual sender, or one of the shop's others. */
export function SenderControl({ field, value, problems, onChange }: ControlProps) {
  const t = useTranslations("config-form.sender");
  const { senders } = useFormChoices();
  const chosen = textOf(value);
  const usual = senders?.find(({ isDefault }) => isDefault);
  const options = [
    { value: USUAL, label: usual ? t("usualNamed", { name: usual.name }) : t("usual") },
    ...(senders ?? []).map(({ id, name, address }) => ({ value: id, label: name, description: address })),
  ];
  const gone = chosen !== "" && !options.some((option) => option.value === chosen);
  const shown = gone ? [...options, { value: chosen, label: senders ? t("removed") : "…" }] : options;
  const from = senders?.find(({ id }) => id === chosen) ?? usual;
  return (
    <Field
      label={field.label}
      help={from?.unsigned ? t("unsigned", { address: from.address }) : field.help}
      error={problems[0]?.message ?? (gone && senders ? t("gone") : undefined)}
      aside={
        <Link href={SENDING_PAGE} className="text-ember-ink underline underline-offset-2">
          {t("all")}
        </Link>
      }
    >
      <Select
        options={shown}
        value={chosen === "" ? USUAL : chosen}
        onValueChange={(next) => onChange(next === USUAL ? "" : next)}
      />
    </Field>
  );
}
