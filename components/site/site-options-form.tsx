"use client";

import { useTranslations } from "next-intl";
import { Field } from "#components/ui/field.tsx";
import { Select, type SelectOption } from "#components/ui/select.tsx";
import { Switch } from "#components/ui/switch.tsx";
import type { SiteOptions } from "./site-code.ts";

/** What the code does by itself. */
export function SiteOptionsForm({
  options,
  onChange,
}: {
  options: SiteOptions;
  onChange: (changes: Partial<SiteOptions>) => void;
}) {
  const t = useTranslations("site");
  const pages: readonly (SelectOption & { value: SiteOptions["pages"] })[] = [
    { value: "first", label: t("options.first"), description: t("options.firstHelp") },
    { value: "history", label: t("options.history"), description: t("options.historyHelp") },
    { value: "off", label: t("options.off") },
  ];
  return (
    <div className="flex flex-col gap-3">
      <Field label={t("options.pages")}>
        <Select
          options={pages}
          value={options.pages}
          onValueChange={(value) =>
            onChange({ pages: pages.find((choice) => choice.value === value)?.value ?? "first" })
          }
        />
      </Field>
      <Switch
        label={t("options.leaveAlone")}
        help={t("options.leaveAloneHelp")}
        checked={options.respectPrivacy}
        onCheckedChange={(respectPrivacy) => onChange({ respectPrivacy })}
      />
      <Switch
        label={t("options.push")}
        help={t("options.pushHelp")}
        checked={options.push}
        onCheckedChange={(push) => onChange({ push })}
      />
    </div>
  );
}
