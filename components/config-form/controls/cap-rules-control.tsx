"use client";

import { useTranslations } from "next-intl";
import { useSay } from "#components/say.tsx";
import { Input } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";
import { cappedChannels, capWindows, capWords } from "#workflows/caps.ts";
import { type ControlProps, textOf } from "../control.ts";
import { ControlGroup } from "./control-group.tsx";
import { readNumber } from "./number-control.tsx";
import { RowList, readRows } from "./row-list.tsx";

/** "At most 2 emails per week". */
export function CapRulesControl({ field, value, problems, onChange }: ControlProps) {
  const t = useTranslations("config-form.caps");
  const say = useSay();
  const whole = problems.find(({ path }) => path === "")?.message;
  return (
    <ControlGroup label={field.label} help={field.help} error={whole}>
      <RowList
        rows={readRows(value)}
        removeLabel={(number) => t("remove", { number })}
        addLabel={t("add")}
        newRow={() => ({ channel: "email", max: 2, per: "week" })}
        problems={problems}
        onChange={onChange}
        head={(rule, change) => (
          <div className="flex items-center gap-1.5">
            <span className="shrink-0 text-sm text-muted">{t("atMost")}</span>
            <Input
              aria-label={t("atMost")}
              type="number"
              inputMode="numeric"
              min={1}
              className="w-18 shrink-0"
              value={textOf(rule.max)}
              onChange={(event) => change({ ...rule, max: readNumber(event.target.value) })}
            />
            <Select
              aria-label={t("messages")}
              options={cappedChannels.map((value) => ({ value, label: say(capWords[value]) }))}
              value={textOf(rule.channel)}
              onValueChange={(channel) => change({ ...rule, channel })}
            />
          </div>
        )}
        body={(rule, change) => (
          <Select
            aria-label={t("inEach")}
            options={capWindows.map((value) => ({ value, label: t(`per.${value}`) }))}
            value={textOf(rule.per)}
            onValueChange={(per) => change({ ...rule, per })}
          />
        )}
      />
    </ControlGroup>
  );
}
