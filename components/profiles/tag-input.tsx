"use client";

import { useQuery } from "@tanstack/react-query";
import { useId } from "react";
import { useApi } from "#components/api.ts";
import { Input } from "#components/ui/input.tsx";

/** As many as the API takes. */
const TAG_MAX_CHARS = 60;

type Props = { value: string; label?: string; autoFocus?: boolean; onChange(value: string): void };

/** A tag being typed, with those that are in use to choose from. */
export function TagInput({ value, label, autoFocus, onChange }: Props) {
  const api = useApi();
  const listId = useId();
  const tags = useQuery(api.profileTags.list.queryOptions());
  return (
    <>
      <Input
        aria-label={label}
        autoComplete="off"
        autoFocus={autoFocus}
        list={listId}
        maxLength={TAG_MAX_CHARS}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
      <datalist id={listId}>
        {tags.data?.tags.map((tag) => (
          <option key={tag} value={tag} />
        ))}
      </datalist>
    </>
  );
}
