"use client";

import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import { Field } from "#components/ui/field.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Input } from "#components/ui/input.tsx";
import { type ControlProps, textOf } from "../control.ts";
import { NameInput } from "./name-input.tsx";

/** A time on the wall clock: "09:00". */
export function TimeOfDayControl({ field, value, problems, onChange }: ControlProps) {
  return (
    <Field label={field.label} help={field.help} error={problems[0]?.message} required={field.required}>
      <Input
        type="time"
        className="max-w-40"
        value={textOf(value)}
        onChange={(event) => onChange(event.target.value)}
      />
    </Field>
  );
}

/** A date and time without a zone; "" for none. */
export function LocalDateTimeControl({ field, value, problems, onChange }: ControlProps) {
  const t = useTranslations("config-form.time");
  const text = textOf(value);
  return (
    <Field label={field.label} help={field.help} error={problems[0]?.message} required={field.required}>
      <div className="flex gap-1.5">
        <Input
          type="datetime-local"
          className="max-w-60"
          value={text}
          onChange={(event) => onChange(event.target.value)}
        />
        {text !== "" && (
          <IconButton
            label={t("clear", { field: field.label })}
            className="text-muted"
            onClick={() => onChange("")}
          >
            <X />
          </IconButton>
        )}
      </div>
    </Field>
  );
}

/** An IANA time zone; empty for the shop's. */
export function TimeZoneControl({ field, value, problems, onChange }: ControlProps) {
  const t = useTranslations("config-form.time");
  return (
    <Field label={field.label} help={field.help} error={problems[0]?.message} required={field.required}>
      <NameInput
        names={[...Intl.supportedValuesOf("timeZone"), "UTC"]}
        placeholder={field.placeholder ?? t("shopZone")}
        value={textOf(value)}
        onChange={onChange}
      />
    </Field>
  );
}
