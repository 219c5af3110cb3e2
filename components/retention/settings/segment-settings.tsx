"use client";

import { useTranslations } from "next-intl";
import { Field } from "#components/ui/field.tsx";
import { Select } from "#components/ui/select.tsx";
import { type Asked, EVERYBODY } from "../asked.ts";
import type { SetAsked } from "../use-asked.ts";
import type { SegmentName } from "../use-segments.ts";

const NOBODY = "nobody";

type Props = { asked: Asked; set: SetAsked; segments: readonly SegmentName[] };

/** Whose numbers they are, and with whose they are compared. */
export function SegmentSettings({ asked, set, segments }: Props) {
  const t = useTranslations("retention.settings");
  const { segment, versus } = asked;
  const options = segments.map(({ id, name }) => ({ value: String(id), label: name }));
  // One that was put away meanwhile can still stand in an address.
  const known = (id: number) => segments.some((one) => one.id === id);
  const gone = (id: number | null) =>
    id !== null && !known(id) ? [{ value: String(id), label: t("goneSegment") }] : [];
  const others = options.filter(({ value }) => value !== String(segment));
  return (
    <>
      <Field label={t("segment")} className="w-48">
        <Select
          value={segment === null ? EVERYBODY : String(segment)}
          options={[{ value: EVERYBODY, label: t("everybody") }, ...options, ...gone(segment)]}
          onValueChange={(value) => set({ segment: value === EVERYBODY ? null : value })}
        />
      </Field>
      <Field label={t("versus")} className="w-48">
        <Select
          value={versus === null ? NOBODY : String(versus)}
          options={[
            { value: NOBODY, label: t("versusNobody") },
            ...(segment === null ? [] : [{ value: EVERYBODY, label: t("everybody") }]),
            ...others,
            ...gone(typeof versus === "number" ? versus : null),
          ]}
          onValueChange={(value) => set({ vs: value === NOBODY ? null : value })}
        />
      </Field>
    </>
  );
}
