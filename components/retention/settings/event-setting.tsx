"use client";

import { useQuery } from "@tanstack/react-query";
import { useApi } from "#components/api.ts";
import { Field } from "#components/ui/field.tsx";
import { Select, type SelectOption } from "#components/ui/select.tsx";

type Props = {
  label: string;
  value: string;
  onChange: (event: string) => void;
  /** What can be chosen besides events, before them. */
  first?: readonly SelectOption[];
  className?: string;
};

/** One of the events that have come in. */
export function EventSetting({ label, value, onChange, first = [], className = "w-52" }: Props) {
  const names = useEventNames();
  const known = names.includes(value) || first.some((option) => option.value === value);
  const options = [
    ...first,
    ...[...names, ...(known ? [] : [value])].map((name) => ({ value: name, label: name })),
  ];
  return (
    <Field label={label} className={className}>
      <Select value={value} options={options} onValueChange={onChange} />
    </Field>
  );
}

/** The names of the events that have come in. */
export function useEventNames(): readonly string[] {
  const api = useApi();
  const { data } = useQuery(api.events.names.queryOptions());
  return data?.names.map(({ name }) => name) ?? [];
}
