"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { Field } from "#components/ui/field.tsx";
import type { ControlProps } from "../control.ts";
import { useFormChoices } from "../form-context.tsx";
import { IdSelect, isGone } from "./id-select.tsx";

const SEGMENTS_PAGE = "/segments";
const NEW_SEGMENT_PAGE = "/segments/new";

/** One of the shop's segments, chosen by its name. */
export function SegmentControl({ field, value, problems, onChange }: ControlProps) {
  const t = useTranslations("config-form.pick");
  const { segments } = useFormChoices();
  const none = segments?.length === 0;
  return (
    <Field
      label={field.label}
      help={field.help}
      error={problems[0]?.message ?? (isGone(segments, value) ? t("chooseAnother") : undefined)}
      required={field.required}
      aside={
        <Link
          href={none ? NEW_SEGMENT_PAGE : SEGMENTS_PAGE}
          className="text-ember-ink underline underline-offset-2"
        >
          {t(none ? "createSegment" : "allSegments")}
        </Link>
      }
    >
      <IdSelect
        choices={segments}
        value={value}
        placeholder={t(none ? "noSegment" : "segment")}
        onChange={onChange}
      />
    </Field>
  );
}
