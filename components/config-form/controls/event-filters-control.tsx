"use client";

import { useTranslations } from "next-intl";
import { type ControlProps, problemsUnder, textOf } from "../control.ts";
import { ControlGroup } from "./control-group.tsx";
import { EventNameInput } from "./event-name-input.tsx";
import { PropertyRules } from "./property-rules.tsx";
import { RowList, readRows } from "./row-list.tsx";

/** Events, any of which counts, each with rules over its properties. */
export function EventFiltersControl({ field, value, problems, onChange }: ControlProps) {
  const t = useTranslations("config-form.eventFilters");
  const whole = problems.find(({ path }) => path === "")?.message;
  return (
    <ControlGroup label={field.label} help={field.help} error={whole}>
      <RowList
        rows={readRows(value)}
        removeLabel={(number) => t("remove", { number })}
        addLabel={t("add")}
        newRow={() => ({ event: "", where: [] })}
        problems={problems.filter(({ path }) => !RULE_PATH.test(path))}
        onChange={onChange}
        head={(filter, change, number) => (
          <EventNameInput
            aria-label={t("event", { number })}
            placeholder={field.placeholder ?? "Order Completed"}
            value={textOf(filter.event)}
            onChange={(event) => change({ ...filter, event })}
          />
        )}
        body={(filter, change, number) => (
          <PropertyRules
            nested
            rules={readRows(filter.where)}
            problems={problemsUnder(problems, `${number - 1}.where`)}
            onChange={(where) => change({ ...filter, where })}
          />
        )}
      />
    </ControlGroup>
  );
}

/** Shown at the rule itself, not once more at its event. */
const RULE_PATH = /^\d+\.where\.\d+/;
