import { useTranslations } from "next-intl";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";

interface Props {
  label: string;
  help: string;
  value: string;
  error?: string;
  onChange(value: string): void;
}

const COLOR = /^#[0-9a-f]{6}$/i;

/** A color, picked or typed. */
export function BrandColorField({ label, help, value, error, onChange }: Props) {
  const t = useTranslations("settings");
  return (
    <div className="flex items-start gap-3">
      <Field label={label} help={help} error={error} className="min-w-0 flex-1">
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
        aria-label={t("brand.pick", { label })}
        value={COLOR.test(value) ? value : "#000000"}
        className="mt-7 size-control shrink-0 cursor-pointer rounded-sm border bg-surface p-1 disabled:cursor-not-allowed"
        onChange={(event) => onChange(event.target.value)}
      />
    </div>
  );
}
