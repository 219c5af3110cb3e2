"use client";

import { useTranslations } from "next-intl";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { contrast, defaultBrand, TEXT_CONTRAST_MIN, textOn } from "#workflows/brand.ts";

const COLOR = /^#[0-9a-f]{6}$/;

type Props = { value: string; error?: string; onChange: (color: string) => void };

/** The shop's color, shown at once on a button of an email, with a word when it is too pale for links. */
export function AccentField({ value, error, onChange }: Props) {
  const t = useTranslations("first-run.setup");
  const shown = COLOR.test(value) ? value : defaultBrand.color;
  const isPale = contrast(shown, defaultBrand.panel) < TEXT_CONTRAST_MIN;
  return (
    <div>
      <div className="flex items-start gap-3">
        <Field
          label={t("color")}
          help={isPale ? t("colorPale") : t("colorHelp")}
          error={error}
          className="min-w-0 flex-1"
        >
          <Input
            value={value}
            maxLength={7}
            spellCheck={false}
            autoComplete="off"
            className="font-mono"
            onChange={(event) => onChange(event.target.value.trim().toLowerCase())}
          />
        </Field>
        <input
          type="color"
          aria-label={t("colorPick")}
          value={shown}
          className="mt-7 size-control shrink-0 cursor-pointer rounded-sm border bg-surface p-1"
          onChange={(event) => onChange(event.target.value)}
        />
      </div>
      <p className="mt-3 rounded-md border bg-white p-3 text-center">
        <span
          className="inline-block rounded-md px-4 py-2 text-sm font-semibold"
          style={{ background: shown, color: textOn(shown) }}
        >
          {t("colorSample")}
        </span>
      </p>
    </div>
  );
}
