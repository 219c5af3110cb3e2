"use client";

import { CircleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useId, useRef, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { FieldList } from "./field-list.tsx";
import type { SampleField } from "./outputs.ts";

type Props = {
  /** What the field is for. */
  label: string;
  help?: string;
  path: string;
  fields: readonly SampleField[];
  /** Fields that fit stand first. */
  fits?: (field: SampleField) => boolean;
  error?: string;
  /** Whether there may be none. */
  optional?: boolean;
  onChange: (path: string) => void;
};

/** A field of the sample to choose by clicking it, or by its name. */
export function FieldPicker({ label, help, path, fields, fits, error, optional = false, onChange }: Props) {
  const t = useTranslations("hooks");
  const common = useTranslations("ui.common");
  const labelId = useId();
  const [isOpen, setOpen] = useState(path === "" && !optional);
  const opener = useRef<HTMLButtonElement>(null);
  const wasOpen = useRef(isOpen);

  // The list vanishes with the button that was pressed in it, and the focus must not go with it.
  useEffect(() => {
    if (wasOpen.current && !isOpen) opener.current?.focus();
    wasOpen.current = isOpen;
  }, [isOpen]);

  function choose(chosen: string) {
    onChange(chosen);
    setOpen(false);
  }

  return (
    <fieldset aria-labelledby={labelId} className="flex min-w-0 flex-col gap-2">
      <p id={labelId} className="text-sm font-medium">
        {label}
        {optional && <span className="ml-1.5 font-normal text-muted">{common("optional")}</span>}
      </p>
      {!isOpen && (
        <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 rounded-md border px-3 py-2 text-sm">
          <Chosen path={path} fields={fields} />
          <span className="flex gap-2">
            {optional && path !== "" && (
              <Button size="sm" aria-label={t("picker.noneFor", { label })} onClick={() => onChange("")}>
                {t("picker.none")}
              </Button>
            )}
            <Button
              ref={opener}
              size="sm"
              aria-label={t(path === "" ? "picker.chooseFor" : "picker.changeFor", { label })}
              onClick={() => setOpen(true)}
            >
              {path === "" ? t("picker.choose") : t("picker.change")}
            </Button>
          </span>
        </div>
      )}
      {isOpen && (
        <FieldList
          label={label}
          path={path}
          fields={fits ? [...fields].sort((a, b) => Number(fits(b)) - Number(fits(a))) : fields}
          onChoose={choose}
          onCancel={path === "" && !optional ? null : () => setOpen(false)}
        />
      )}
      {error && (
        <p role="alert" className="flex items-start gap-1.5 text-sm text-danger">
          <CircleAlert aria-hidden="true" className="mt-0.5 size-4 shrink-0" />
          <span className="min-w-0">{error}</span>
        </p>
      )}
      {help && <p className="text-sm text-muted">{help}</p>}
    </fieldset>
  );
}

function Chosen({ path, fields }: { path: string; fields: readonly SampleField[] }) {
  const t = useTranslations("hooks");
  if (path === "") return <span className="text-muted">{t("picker.none")}</span>;
  const field = fields.find((other) => other.path === path);
  return (
    <span className="min-w-0 [overflow-wrap:anywhere]">
      <code className="font-mono text-[0.8125rem]">{path}</code>
      {fields.length > 0 && (
        <span className="block text-muted">
          {field ? t("picker.inSample", { value: field.sample || t("fields.empty") }) : t("picker.notThere")}
        </span>
      )}
    </span>
  );
}
