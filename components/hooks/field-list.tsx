"use client";

import { Search } from "lucide-react";
import { type KeyboardEvent, useState } from "react";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import type { SampleField } from "./outputs.ts";

/** Shorter lists are read faster than searched. */
const SEARCH_FROM_FIELDS = 10;
const PATH_MAX_CHARS = 200;

type Props = {
  label: string;
  path: string;
  fields: readonly SampleField[];
  onChoose: (path: string) => void;
  /** Null when something must be chosen. */
  onCancel: (() => void) | null;
};

/** The fields of a sample with their values, each a button; and a way to enter a name that the sample lacks. */
export function FieldList({ label, path, fields, onChoose, onCancel }: Props) {
  const [search, setSearch] = useState("");
  const wanted = search.trim().toLowerCase();
  const found = fields.filter(
    (field) => field.path.toLowerCase().includes(wanted) || field.sample.toLowerCase().includes(wanted),
  );
  return (
    <div className="overflow-hidden rounded-md border">
      {fields.length > SEARCH_FROM_FIELDS && (
        <div className="border-b p-2">
          <Input
            type="search"
            aria-label={`${label}: search the fields`}
            icon={<Search />}
            placeholder="Search names and values"
            value={search}
            onChange={(event) => setSearch(event.target.value)}
          />
        </div>
      )}
      {fields.length > 0 && (
        <ul
          aria-label={`${label}: fields of the sample`}
          className="max-h-72 divide-y divide-line overflow-y-auto"
        >
          {found.map((field) => (
            <li key={field.path}>
              <FieldButton field={field} isChosen={field.path === path} onChoose={onChoose} />
            </li>
          ))}
          {found.length === 0 && <li className="px-3 py-3 text-sm text-muted">No field fits this search.</li>}
        </ul>
      )}
      <ByHand label={label} path={path} onChoose={onChoose} onCancel={onCancel} />
    </div>
  );
}

type ButtonProps = { field: SampleField; isChosen: boolean; onChoose: (path: string) => void };

function FieldButton({ field: { path, sample, isEmail }, isChosen, onChoose }: ButtonProps) {
  return (
    <button
      type="button"
      aria-pressed={isChosen}
      onClick={() => onChoose(path)}
      className="flex min-h-control w-full flex-col gap-x-4 gap-y-0.5 px-3 py-2 text-left text-sm hover:bg-hover focus-visible:-outline-offset-2 aria-pressed:bg-ember-soft sm:flex-row sm:items-baseline sm:justify-between"
    >
      <code className="min-w-0 font-mono text-[0.8125rem] [overflow-wrap:anywhere]">{path}</code>
      <span className="flex min-w-0 items-baseline gap-2 sm:max-w-[60%]">
        <span data-figures className="min-w-0 truncate text-muted">
          {sample || "empty"}
        </span>
        {isEmail && <Badge className="max-sm:hidden">Email</Badge>}
      </span>
    </button>
  );
}

function ByHand({ label, path, onChoose, onCancel }: Omit<Props, "fields">) {
  const [typed, setTyped] = useState(path);
  const use = () => typed.trim() !== "" && onChoose(typed.trim());

  function press(event: KeyboardEvent) {
    if (event.key !== "Enter") return;
    event.preventDefault();
    use();
  }

  return (
    <div className="flex flex-wrap items-end gap-2 border-t bg-sunken p-3 first:border-t-0">
      <Field
        label="Or enter the name of a field"
        help="A field inside another is written with a dot, such as customer.email."
        className="basis-full sm:basis-auto sm:flex-1"
      >
        <Input
          value={typed}
          maxLength={PATH_MAX_CHARS}
          className="font-mono"
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          onKeyDown={press}
          onChange={(event) => setTyped(event.target.value)}
        />
      </Field>
      <div className="flex gap-2 sm:pb-6.5">
        <Button aria-label={`${label}: use this name`} onClick={use}>
          Use
        </Button>
        {onCancel && (
          <Button variant="ghost" onClick={onCancel}>
            Cancel
          </Button>
        )}
      </div>
    </div>
  );
}
