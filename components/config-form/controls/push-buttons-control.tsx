"use client";

import { useTranslations } from "next-intl";
import { PUSH_BUTTONS_MAX } from "#workflows/actions/push-options.ts";
import type { ControlProps } from "../control.ts";
import type { FormField } from "../fields.ts";
import { ControlGroup } from "./control-group.tsx";
import { type Row, RowList, readRows } from "./row-list.tsx";
import { TemplateControl } from "./template-control.tsx";

/** The buttons under a notification: what is on each, and what it opens. */
export function PushButtonsControl({ field, value, problems, onChange }: ControlProps) {
  const t = useTranslations("config-form.buttons");
  const whole = problems.find(({ path }) => path === "")?.message;
  return (
    <ControlGroup label={field.label} help={field.help} error={whole}>
      <RowList
        rows={readRows(value)}
        removeLabel={(number) => t("remove", { number })}
        addLabel={t("add")}
        newRow={() => ({ label: "", url: "" })}
        max={PUSH_BUTTONS_MAX}
        problems={problems}
        onChange={onChange}
        head={(_row, _change, number) => <p className="text-sm text-muted">{t("button", { number })}</p>}
        body={(row, change, number) => (
          <div className="flex flex-col gap-3">
            <RowTemplate
              row={row}
              onChange={change}
              line={{ key: "label", label: t("text", { number }), placeholder: t("textPlaceholder") }}
            />
            <RowTemplate
              row={row}
              onChange={change}
              line={{
                key: "url",
                label: t("link", { number }),
                help: t("linkHelp"),
                placeholder: "https://",
              }}
            />
          </div>
        )}
      />
    </ControlGroup>
  );
}

function RowTemplate({
  row,
  line,
  onChange,
}: {
  row: Row;
  line: Pick<FormField, "key" | "label" | "help" | "placeholder">;
  onChange(row: Row): void;
}) {
  return (
    <TemplateControl
      field={{ ...line, control: "template", options: [], required: false, fallback: "", section: "" }}
      value={row[line.key]}
      // The row says what is wrong with it.
      problems={[]}
      onChange={(text) => onChange({ ...row, [line.key]: text })}
    />
  );
}
