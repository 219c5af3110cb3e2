import { Select } from "#components/ui/select.tsx";
import { shopLanguages } from "#workflows/languages.ts";

const names = new Intl.DisplayNames("en", { type: "language" });

/** The languages that a shop can speak to its customers, and the one that it has in any case. */
export function LanguageSelect({
  value,
  onValueChange,
}: {
  value: string;
  onValueChange: (language: string) => void;
}) {
  const options = [...new Set([...shopLanguages, value])]
    .map((tag) => ({ value: tag, label: names.of(tag) ?? tag }))
    .sort((a, b) => a.label.localeCompare(b.label, "en"));
  return <Select options={options} value={value} onValueChange={onValueChange} />;
}
