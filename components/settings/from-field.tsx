import { useTranslations } from "next-intl";
import type { Sender } from "#components/shell/outputs.ts";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";

interface Props {
  /** Who emails come from instead of what this field holds. */
  usual: Sender | undefined;
  help: string;
  error: string | undefined;
  value: string;
  onChange: (value: string) => void;
}

/** Who emails come from while there are no senders; with them, which of them it is. */
export function FromField({ usual, help, error, value, onChange }: Props) {
  const t = useTranslations("settings");
  if (usual) {
    return (
      <p className="text-sm text-muted [overflow-wrap:anywhere]">
        {t.rich("from.usual", {
          ...{ name: usual.name, address: usual.address },
          link: (words) => (
            <a href="#senders" className="text-ember-ink underline underline-offset-2">
              {words}
            </a>
          ),
        })}
      </p>
    );
  }
  return (
    <Field label={t("from.label")} error={error} required help={help}>
      <Input
        value={value}
        placeholder={`${t("exampleShop")} <hello@example.com>`}
        autoComplete="off"
        onChange={(event) => onChange(event.target.value)}
      />
    </Field>
  );
}
