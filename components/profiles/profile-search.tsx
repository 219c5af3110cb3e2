"use client";

import { Search, X } from "lucide-react";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Input } from "#components/ui/input.tsx";
import { Spinner } from "#components/ui/spinner.tsx";

type Props = {
  value: string;
  onChange: (value: string) => void;
  /** How many there are; unknown while the first page loads. */
  found: number | undefined;
  searching: boolean;
  /** Whether what is shown is still the answer to an earlier search. */
  busy: boolean;
};

/** Finds people by name, email address or number as one types. */
export function ProfileSearch({ value, onChange, found, searching, busy }: Props) {
  return (
    <search className="mb-4 flex flex-wrap items-center gap-x-4 gap-y-2">
      <div className="relative w-full sm:w-80">
        <Input
          type="search"
          aria-label="Search profiles"
          placeholder="Name, email address or customer number"
          icon={busy ? <Spinner /> : <Search />}
          value={value}
          onChange={(event) => onChange(event.target.value)}
          className="pr-10 [&::-webkit-search-cancel-button]:hidden"
        />
        {value && (
          <IconButton
            label="Clear the search"
            tooltip={false}
            size="sm"
            className="absolute top-1/2 right-0.5 -translate-y-1/2 text-muted active:-translate-y-1/2"
            onClick={() => onChange("")}
          >
            <X />
          </IconButton>
        )}
      </div>
      <p role="status" data-figures className="text-sm text-muted">
        {found !== undefined && !busy && wordCount(found, searching)}
      </p>
    </search>
  );
}

function wordCount(found: number, searching: boolean): string {
  const figure = found.toLocaleString("en");
  if (searching) return `${figure} found`;
  return found === 1 ? "1 profile" : `${figure} profiles`;
}
