"use client";

import { Search } from "lucide-react";
import { useTranslations } from "next-intl";
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
  const t = useTranslations("hooks");
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
            aria-label={t("fields.search", { label })}
            icon={<Search />}
            placeholder={t("fields.searchHint")}
            value={search}
            onChange={(event) => setSearch(event.target.value)}
          />
        </div>
      )}
      {fields.length > 0 && (
        <ul
          aria-label={t("fields.ofSample", { label })}
          className="max-h-72 divide-y divide-line overflow-y-auto"
        >
          {found.map((field) => (
            <li key={field.path}>
              <FieldButton field={field} isChosen={field.path === path} onChoose={onChoose} />
            </li>
          ))}
          {found.length === 0 && <li className="px-3 py-3 text-sm text-muted">{t("fields.noneFound")}</li>}
        </ul>
      )}
      <ByHand label={label} path={path} onChoose={onChoose} onCancel={onCancel} />
    </div>
  );
}

type ButtonProps = { field: SampleField; isChosen: boolean; onChoose: (path: string) => void };

function FieldButton({ field: { path, sample, isEmail }, isChosen, onChoose }: ButtonProps) {
  const t = useTranslations("hooks");
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
          {sample || t("fields.empty")}
        </span>
        {isEmail && <Badge className="max-sm:hidden">{t("fields.email")}</Badge>}
      </span>
    </button>
  );
}

function ByHand({ label, path, onChoose, onCancel }: Omit<Props, "fields">) {
  const t = useTranslations("hooks");
  const common = useTranslations("ui.common");
  const [typed, setTyped] = useState(path);
  const use = () => typed.trim() !== "" && onChoose(typed.trim());

  function press(event: KeyboardEvent) {
    if (event.key !== "Enter") return;
    event.preventDefault();
    use();
  }

  return (
    <div className="flex flex-wrap items-end gap-2 border-t bg-sunken p-3 first:border-t-0">
      <Field label={t("fields.byHand")} help={t("fields.byHandHelp")} className="sm:flex-1 max-sm:basis-full">
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
        <Button aria-label={t("fields.useName", { label })} onClick={use}>
          {t("fields.use")}
        </Button>
        {onCancel && (
          <Button variant="ghost" onClick={onCancel}>
            {common("cancel")}
          </Button>
        )}
      </div>
    </div>
  );
}
