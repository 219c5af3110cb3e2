"use client";

import { useTranslations } from "next-intl";
import { Field } from "#components/ui/field.tsx";
import { type ControlProps, textOf } from "../control.ts";
import { useFormChoices } from "../form-context.tsx";
import { NameMenu } from "./name-menu.tsx";

/** A value that runs carry: chosen in words from those that the trigger brings, or typed as its path. */
export function DataPathControl({ field, value, problems, onChange }: ControlProps) {
  const t = useTranslations("config-form.dataPaths");
  const { dataPaths } = useFormChoices();
  const labels = new Map(dataPaths.map(({ path, label }) => [path, label]));
  return (
    <Field label={field.label} help={field.help} error={problems[0]?.message} required={field.required}>
      <NameMenu
        menuLabel={t("choose")}
        groups={[{ label: t("known"), names: [...labels.keys()] }]}
        labelOf={(path) => labels.get(path) ?? path}
        value={textOf(value)}
        onChange={onChange}
        placeholder={field.placeholder}
      />
    </Field>
  );
}
