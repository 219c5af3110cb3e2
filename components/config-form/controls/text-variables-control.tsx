"use client";

import { useTranslations } from "next-intl";
import { TEMPLATE_VARIABLES_MAX } from "#workflows/actions/send-whatsapp.ts";
import { type ControlProps, textOf } from "../control.ts";
import { ControlGroup } from "./control-group.tsx";
import { RowList } from "./row-list.tsx";
import { TemplateControl } from "./template-control.tsx";

/** What stands in the gaps of a template that is kept elsewhere: {{1}}, {{2}} and so on, in their order. */
export function TextVariablesControl({ field, value, problems, onChange }: ControlProps) {
  const t = useTranslations("config-form.textVariables");
  const whole = problems.find(({ path }) => path === "")?.message;
  const texts = Array.isArray(value) ? value.map(textOf) : [];
  return (
    <ControlGroup label={field.label} help={field.help} error={whole}>
      <RowList
        rows={texts.map((text) => ({ text }))}
        removeLabel={(number) => t("remove", { number })}
        addLabel={t("add")}
        newRow={() => ({ text: "" })}
        max={TEMPLATE_VARIABLES_MAX}
        problems={problems}
        onChange={(rows) => onChange(rows.map(({ text }) => textOf(text)))}
        head={(_row, _change, number) => <p className="text-sm text-muted">{t("variable", { number })}</p>}
        body={(row, change, number) => (
          <TemplateControl
            field={{
              ...{
                key: "text",
                label: t("standsFor", { gap: `{{${number}}}` }),
                control: "template",
                options: [],
              },
              ...{ required: true, fallback: "", section: "" },
            }}
            value={row.text}
            // The row says what is wrong with it.
            problems={[]}
            onChange={(text) => change({ text })}
          />
        )}
      />
    </ControlGroup>
  );
}
