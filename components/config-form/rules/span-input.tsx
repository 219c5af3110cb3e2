"use client";

import { useTranslations } from "next-intl";
import { Input } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";
import { readNumber } from "../controls/number-control.tsx";
import { numberOf, oneOf } from "./parts.ts";
import type { LeafDraft } from "./rule-draft.ts";
import { changeSpan, readSpan, type SpanKind, spans } from "./span.ts";

type Props = {
  leaf: LeafDraft;
  /** The kinds of span that this condition knows. */
  among?: readonly SpanKind[];
  onChange(leaf: LeafDraft): void;
};

/** In which days something happened. */
export function SpanInput({ leaf, among = spans, onChange }: Props) {
  const t = useTranslations("config-form.condition.span");
  const kind = readSpan(leaf);
  const { withinDays, beforeDays } = leaf;
  const newest = (
    <DaysInput
      label={t("newest")}
      value={beforeDays}
      // Without a number it is still this kind of span, and not yet whole.
      onChange={(days) => onChange({ ...leaf, beforeDays: days ?? null })}
    />
  );
  const oldest = (
    <DaysInput
      label={t("oldest")}
      value={withinDays}
      onChange={(days) => onChange({ ...leaf, withinDays: days })}
    />
  );
  return (
    <div className="flex flex-wrap items-center gap-x-2 gap-y-1.5 text-sm text-muted">
      <Select
        aria-label={t("label")}
        className="w-auto min-w-36"
        options={among.map((value) => ({ value, label: t(value) }))}
        value={kind}
        onValueChange={(value) => onChange({ ...changeSpan(leaf, oneOf(spans, value)), kind: leaf.kind })}
      />
      {kind === "last" && oldest}
      {kind === "between" && (
        <>
          {newest}
          <span>{t("and")}</span>
          {oldest}
        </>
      )}
      {kind === "before" && newest}
      {kind !== "ever" && <span>{t(kind === "last" ? "days" : "daysAgo")}</span>}
    </div>
  );
}

function DaysInput({
  label,
  value,
  onChange,
}: {
  label: string;
  value: unknown;
  onChange(days: number | undefined): void;
}) {
  return (
    <Input
      aria-label={label}
      type="number"
      min={1}
      className="w-20"
      value={numberOf(value)}
      onChange={(event) => onChange(readNumber(event.target.value))}
    />
  );
}
