"use client";

import { Field } from "#components/ui/field.tsx";
import { Select, type SelectOption } from "#components/ui/select.tsx";
import { Switch } from "#components/ui/switch.tsx";
import type { SiteOptions } from "./site-code.ts";

const PAGES: readonly (SelectOption & { value: SiteOptions["pages"] })[] = [
  { value: "first", label: "When a page loads", description: "Right for most shops" },
  {
    value: "history",
    label: "Whenever the address changes",
    description: "For sites that change pages without loading",
  },
  { value: "off", label: "Only when my own code says so" },
];

/** What the code does by itself. */
export function SiteOptionsForm({
  options,
  onChange,
}: {
  options: SiteOptions;
  onChange: (changes: Partial<SiteOptions>) => void;
}) {
  return (
    <div className="flex flex-col gap-3">
      <Field label="Page views">
        <Select
          options={PAGES}
          value={options.pages}
          onValueChange={(value) =>
            onChange({ pages: PAGES.find((choice) => choice.value === value)?.value ?? "first" })
          }
        />
      </Field>
      <Switch
        label="Leave visitors alone who ask for it"
        help="Nothing is sent or stored for those whose browser is set to Global Privacy Control or Do Not Track."
        checked={options.respectPrivacy}
        onCheckedChange={(respectPrivacy) => onChange({ respectPrivacy })}
      />
      <Switch
        label="Ask for notifications"
        help="Shows a small question of yours after 20 seconds, and the browser’s own only to who says yes to it."
        checked={options.push}
        onCheckedChange={(push) => onChange({ push })}
      />
    </div>
  );
}
