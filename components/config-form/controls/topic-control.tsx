"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { Field } from "#components/ui/field.tsx";
import { Select } from "#components/ui/select.tsx";
import { type ControlProps, textOf } from "../control.ts";
import { useFormChoices } from "../form-context.tsx";

const TOPICS_PAGE = "/settings/topics";

/** One of the shop's topics, chosen by its name. */
export function TopicControl({ field, value, problems, onChange }: ControlProps) {
  const t = useTranslations("config-form.topic");
  const { topics } = useFormChoices();
  const chosen = textOf(value);
  const options = topics
    ?.filter(({ archived }) => !archived)
    .map(({ key, name }) => ({ value: key, label: name }));
  // A topic that was archived since must not vanish from the form.
  const gone = chosen !== "" && !options?.some((option) => option.value === chosen);
  const known = topics?.find(({ key }) => key === chosen)?.name ?? chosen;
  const shown = gone
    ? [...(options ?? []), { value: chosen, label: topics ? t("archived", { name: known }) : known }]
    : options;
  return (
    <Field
      label={field.label}
      help={field.help}
      error={problems[0]?.message ?? (gone && topics ? t("choose") : undefined)}
      required={field.required}
      aside={
        <Link href={TOPICS_PAGE} className="text-ember-ink underline underline-offset-2">
          {t("all")}
        </Link>
      }
    >
      <Select options={shown ?? []} value={chosen} onValueChange={onChange} disabled={!topics} />
    </Field>
  );
}
