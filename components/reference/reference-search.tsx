"use client";

import { Search, X } from "lucide-react";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Input } from "#components/ui/input.tsx";

type Props = { value: string; onChange: (value: string) => void; found: number };

/** Finds endpoints by anything that is said of them. */
export function ReferenceSearch({ value, onChange, found }: Props) {
  return (
    <search className="flex flex-wrap items-center gap-x-4 gap-y-2">
      <div className="relative w-full sm:w-80">
        <Input
          type="search"
          aria-label="Search the API"
          placeholder="Address, scope or what you want to do"
          icon={<Search />}
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
        {found === 1 ? "1 call" : `${found} calls`}
      </p>
    </search>
  );
}
