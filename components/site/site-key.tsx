"use client";

import { useTranslations } from "next-intl";
import { Field } from "#components/ui/field.tsx";
import { Select } from "#components/ui/select.tsx";

export type WriteKey = { id: number; name: string; source: string | null; writeKey: string };

/** Which of several keys the code is made with. */
export function SiteKey({
  keys,
  current,
  onChoose,
}: {
  keys: readonly WriteKey[];
  current: WriteKey;
  onChoose: (id: number) => void;
}) {
  const t = useTranslations("site");
  return (
    <Field label={t("key.label")} help={t("key.help")}>
      <Select
        options={keys.map(({ id, name, writeKey }) => ({
          value: String(id),
          label: name,
          description: writeKey,
        }))}
        value={String(current.id)}
        onValueChange={(value) => onChoose(Number(value))}
      />
    </Field>
  );
}
