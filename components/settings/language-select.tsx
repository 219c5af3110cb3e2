import { useLocale } from "next-intl";
import { Select } from "#components/ui/select.tsx";
import { languageName, shopLanguages } from "#workflows/languages.ts";

/** The languages that a shop can speak to its customers, and the one that it has in any case. */
export function LanguageSelect({
  value,
  onValueChange,
}: {
  value: string;
  onValueChange: (language: string) => void;
}) {
  const locale = useLocale();
  const options = [...new Set([...shopLanguages, value])]
    .map((tag) => ({ value: tag, label: languageName(tag, locale) }))
    .sort((a, b) => a.label.localeCompare(b.label, locale));
  return <Select options={options} value={value} onValueChange={onValueChange} />;
}
