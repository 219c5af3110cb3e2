"use client";

import { useTranslations } from "next-intl";
import { useId } from "react";
import type { Settings } from "#components/shell/outputs.ts";
import { Banner } from "#components/ui/banner.tsx";

type Rule = Settings["consentRule"];

const RULES: Rule[] = ["granted", "soft"];

/** Whom marketing may go to, with what the law says about the wider choice. */
export function ConsentRuleChoice({ value, onChange }: { value: Rule; onChange: (rule: Rule) => void }) {
  const t = useTranslations("settings");
  const name = useId();
  return (
    <fieldset className="min-w-0">
      <legend className="mb-2 text-sm font-medium">{t("shop.consent")}</legend>
      <div className="flex flex-col gap-2">
        {RULES.map((rule) => (
          <label
            key={rule}
            className="flex cursor-pointer items-start gap-3 rounded-md border bg-raised p-3 text-sm has-checked:border-ember-line has-checked:bg-ember-soft has-disabled:cursor-not-allowed has-focus-visible:outline-2 has-focus-visible:outline-ember"
          >
            <input
              type="radio"
              name={name}
              value={rule}
              checked={value === rule}
              onChange={() => onChange(rule)}
              className="mt-0.5 size-4 shrink-0 accent-ember outline-none"
            />
            <span>
              <span className="block font-medium">{t(`shop.${rule}.label`)}</span>
              <span className="mt-0.5 block text-muted">{t(`shop.${rule}.help`)}</span>
            </span>
          </label>
        ))}
      </div>
      {value === "soft" && (
        <Banner tone="warning" title={t("shop.law")} className="mt-3">
          {t("shop.lawHelp")}
        </Banner>
      )}
    </fieldset>
  );
}
