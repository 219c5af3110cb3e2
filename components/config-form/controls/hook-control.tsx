"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { Field } from "#components/ui/field.tsx";
import { Select } from "#components/ui/select.tsx";
import { type ControlProps, textOf } from "../control.ts";
import { useFormChoices } from "../form-context.tsx";

const HOOKS_PAGE = "/settings/hooks";

/** The event that an incoming hook makes of what it receives, chosen by the hook's name. */
export function HookControl({ field, value, problems, onChange }: ControlProps) {
  const t = useTranslations("config-form.hook");
  const { hooks } = useFormChoices();
  const chosen = textOf(value);
  const options = hooks?.map(({ name, eventName }) => ({ value: eventName, label: name })) ?? [];
  // A hook may have been removed since, and its name must not vanish from the form with it.
  const gone = chosen !== "" && !options.some((option) => option.value === chosen);
  const shown = gone
    ? [...options, { value: chosen, label: hooks ? t("removed", { name: chosen }) : chosen }]
    : options;
  return (
    <Field
      label={field.label}
      help={field.help}
      error={problems[0]?.message}
      required={field.required}
      aside={<HooksLink>{t(hooks?.length === 0 ? "create" : "all")}</HooksLink>}
    >
      <Select
        options={shown}
        value={chosen}
        onValueChange={onChange}
        placeholder={t(hooks?.length === 0 ? "none" : "choose")}
        disabled={shown.length === 0}
      />
    </Field>
  );
}

function HooksLink({ children }: { children: string }) {
  return (
    <Link href={HOOKS_PAGE} className="text-ember-ink underline underline-offset-2">
      {children}
    </Link>
  );
}
