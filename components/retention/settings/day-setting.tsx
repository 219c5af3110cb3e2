"use client";

import { useTranslations } from "next-intl";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import type { Asked } from "../asked.ts";
import type { SetAsked } from "../use-asked.ts";

/** The last day that counts; without one, everything up to now does. */
export function DaySetting({ asked, set }: { asked: Asked; set: SetAsked }) {
  const t = useTranslations("retention.settings");
  return (
    <Field label={t("day")} className="w-40">
      <Input type="date" value={asked.day ?? ""} onChange={({ target }) => set({ day: target.value })} />
    </Field>
  );
}
