"use client";

import { Search } from "lucide-react";
import { useTranslations } from "next-intl";
import { type KeyboardEvent, useRef, useState } from "react";
import { useSay } from "#components/say.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { Input } from "#components/ui/input.tsx";
import { templateHelp } from "#workflows/template-help.ts";
import { useFormChoices } from "../form-context.tsx";
import { searchVariables, withFallback } from "../pick-variable.ts";
import type { Variable } from "../variables.ts";

const FALLBACK_MAX_CHARS = 80;

/** The variables with a search; arrow keys go through them, Enter takes the one that has the focus, or else the first. */
export function VariableList({ onPick }: { onPick(insert: string): void }) {
  const t = useTranslations("config-form.variableList");
  const { variables } = useFormChoices();
  const [search, setSearch] = useState("");
  const [wantsFallback, setWantsFallback] = useState(false);
  const [fallback, setFallback] = useState("");
  const root = useRef<HTMLDivElement>(null);
  const groups = searchVariables(variables, search);
  const pick = ({ insert }: Variable) => onPick(wantsFallback ? withFallback(insert, fallback) : insert);

  function onSearchKey(event: KeyboardEvent) {
    if (event.key === "ArrowDown") move(event, root.current, 1);
    if (event.key !== "Enter") return;
    event.preventDefault();
    const first = groups[0]?.variables[0];
    if (first) pick(first);
  }

  return (
    <div ref={root} className="flex flex-col gap-2">
      <Input
        type="search"
        aria-label={t("search")}
        placeholder={t("search")}
        icon={<Search />}
        autoComplete="off"
        value={search}
        onChange={(event) => setSearch(event.target.value)}
        onKeyDown={onSearchKey}
      />
      <div className="flex flex-col gap-1 px-2">
        <Checkbox
          className="py-1"
          label={t("withFallback")}
          help={t("withFallbackHelp")}
          checked={wantsFallback}
          onCheckedChange={setWantsFallback}
        />
        {wantsFallback && (
          <Input
            aria-label={t("fallback")}
            placeholder={t("fallbackExample")}
            maxLength={FALLBACK_MAX_CHARS}
            value={fallback}
            onChange={(event) => setFallback(event.target.value)}
          />
        )}
      </div>
      <div className="max-h-64 overflow-y-auto">
        <p role="status" className={groups.length > 0 ? "sr-only" : "px-2 py-3 text-muted"}>
          {groups.length > 0
            ? t("found", { count: groups.flatMap((group) => group.variables).length })
            : t("nothing")}
        </p>
        {groups.map((group) => (
          <section key={group.label} className="pb-1.5">
            <h3 className="px-2 pt-1.5 pb-1 text-xs font-normal text-muted">{group.label}</h3>
            <ul>
              {group.variables.map((variable) => (
                <li key={variable.insert}>
                  <Choice
                    variable={variable}
                    onPick={() => pick(variable)}
                    onKeyDown={(event) => {
                      if (event.key === "ArrowDown") move(event, root.current, 1);
                      if (event.key === "ArrowUp") move(event, root.current, -1);
                    }}
                  />
                </li>
              ))}
            </ul>
          </section>
        ))}
      </div>
      <Help />
    </div>
  );
}

function Choice({
  variable: { label, example, note },
  onPick,
  onKeyDown,
}: {
  variable: Variable;
  onPick(): void;
  onKeyDown(event: KeyboardEvent): void;
}) {
  return (
    <button
      type="button"
      data-variable
      className="flex min-h-control-sm w-full items-center justify-between gap-3 rounded-sm px-2 py-1 text-left hover:bg-hover focus-visible:bg-hover"
      onClick={onPick}
      onKeyDown={onKeyDown}
    >
      <span className="min-w-0">
        <span className="block truncate">{label}</span>
        {note && <span className="block truncate text-xs text-muted">{note}</span>}
      </span>
      {example && <span className="max-w-32 shrink-0 truncate text-xs text-muted">{example}</span>}
    </button>
  );
}

/** How values are written: amounts, dates, fallbacks. */
function Help() {
  const t = useTranslations("config-form.variableList");
  const say = useSay();
  return (
    <details className="border-t px-2 pt-2 text-xs">
      <summary className="min-h-6 cursor-pointer text-muted pointer-coarse:min-h-11">{t("help")}</summary>
      <dl className="flex flex-col gap-2 pt-1 pb-1">
        {templateHelp.map(({ what, write, gives }) => (
          <div key={write}>
            <dt>{say(what)}</dt>
            <dd className="text-muted">
              {t.rich("gives", {
                code: () => <code className="[overflow-wrap:anywhere]">{write}</code>,
                gives,
              })}
            </dd>
          </div>
        ))}
      </dl>
    </details>
  );
}

/** Up from the first variable is the search again. */
function move(event: KeyboardEvent, root: HTMLElement | null, by: 1 | -1): void {
  const choices = [...(root?.querySelectorAll<HTMLElement>("[data-variable]") ?? [])];
  const at = choices.indexOf(event.currentTarget as HTMLElement);
  const next = choices[at + by] ?? (by < 0 ? root?.querySelector<HTMLElement>("input") : undefined);
  if (!next) return;
  event.preventDefault();
  next.focus();
}
