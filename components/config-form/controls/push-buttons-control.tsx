"use client";

import { PUSH_BUTTONS_MAX } from "#workflows/actions/push-options.ts";
import type { ControlProps } from "../control.ts";
import type { FormField } from "../fields.ts";
import { ControlGroup } from "./control-group.tsx";
import { type Row, RowList, readRows } from "./row-list.tsx";
import { TemplateControl } from "./template-control.tsx";

/** The buttons under a notification: what is on each, and what it opens. */
export function PushButtonsControl({ field, value, problems, onChange }: ControlProps) {
  const whole = problems.find(({ path }) => path === "")?.message;
  return (
    <ControlGroup label={field.label} help={field.help} error={whole}>
      <RowList
        rows={readRows(value)}
        noun="button"
        addLabel="Add a button"
        newRow={() => ({ label: "", url: "" })}
        max={PUSH_BUTTONS_MAX}
        problems={problems}
        onChange={onChange}
        head={(_row, _change, number) => <p className="text-sm text-muted">Button {number}</p>}
        body={(row, change, number) => (
          <div className="flex flex-col gap-3">
            <RowTemplate
              row={row}
              onChange={change}
              line={{ key: "label", label: `Text of button ${number}`, placeholder: "Back to my cart" }}
            />
            <RowTemplate
              row={row}
              onChange={change}
              line={{
                key: "url",
                label: `Link of button ${number}`,
                help: "Empty: the same page as the notification.",
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
