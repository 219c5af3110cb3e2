"use client";

import { Search, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { IconButton } from "./icon-button.tsx";
import { Input } from "./input.tsx";
import { Spinner } from "./spinner.tsx";

type Props = {
  label: string;
  placeholder: string;
  value: string;
  onChange: (value: string) => void;
  /** Says that an answer is on its way. */
  busy?: boolean;
};

/** A field to search with as one types, which can be cleared. */
export function SearchField({ label, placeholder, value, onChange, busy = false }: Props) {
  const t = useTranslations("ui");
  return (
    <div className="relative w-full sm:w-80">
      <Input
        type="search"
        aria-label={label}
        placeholder={placeholder}
        icon={busy ? <Spinner /> : <Search />}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        className="pr-10 [&::-webkit-search-cancel-button]:hidden"
      />
      {value && (
        <IconButton
          label={t("searchField.clear")}
          tooltip={false}
          size="sm"
          className="absolute top-1/2 right-0.5 -translate-y-1/2 text-muted active:-translate-y-1/2"
          onClick={() => onChange("")}
        >
          <X />
        </IconButton>
      )}
    </div>
  );
}
