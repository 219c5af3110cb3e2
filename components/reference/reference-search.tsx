"use client";

import { SearchField } from "#components/ui/search-field.tsx";

type Props = { value: string; onChange: (value: string) => void; found: number };

/** Finds endpoints by anything that is said of them. */
export function ReferenceSearch({ value, onChange, found }: Props) {
  return (
    <search className="flex flex-wrap items-center gap-x-4 gap-y-2">
      <SearchField
        label="Search the API"
        placeholder="Address, scope or what you want to do"
        value={value}
        onChange={onChange}
      />
      <p role="status" data-figures className="text-sm text-muted">
        {found === 1 ? "1 call" : `${found} calls`}
      </p>
    </search>
  );
}
