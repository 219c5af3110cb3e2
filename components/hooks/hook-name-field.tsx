"use client";

import { useTranslations } from "next-intl";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";

const NAME_MAX_CHARS = 100;

type Props = { name: string; onChange: (name: string) => void; submitted: boolean };

/** What a hook is called here. */
export function HookNameField({ name, onChange, submitted }: Props) {
  const t = useTranslations("hooks");
  return (
    <Field
      label={t("name.label")}
      help={t("name.help")}
      error={submitted && name.trim() === "" ? t("name.missing") : undefined}
      required
    >
      <Input
        value={name}
        maxLength={NAME_MAX_CHARS}
        placeholder={t("name.example")}
        autoComplete="off"
        onChange={(event) => onChange(event.target.value)}
      />
    </Field>
  );
}
