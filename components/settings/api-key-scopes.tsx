"use client";

import { useTranslations } from "next-intl";
import { useId } from "react";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { Choice } from "#components/ui/choice.tsx";
import type { Scope, ScopeWords } from "./api-key-words.ts";

type Props = {
  /** What can be chosen. */
  words: ScopeWords;
  /** Null for everything. */
  value: Scope[] | null;
  onChange: (scopes: Scope[] | null) => void;
  error?: string;
};

/** What a secret key may do: everything, or what is ticked. */
export function ApiKeyScopes({ words, value, onChange, error }: Props) {
  const t = useTranslations("settings");
  const name = useId();
  const names = Object.keys(words) as Scope[];
  return (
    <fieldset className="min-w-0" aria-describedby={error ? `${name}-error` : undefined}>
      <legend className="mb-2 text-sm font-medium">{t("apiKeys.scopes")}</legend>
      <div className="flex flex-col gap-2">
        <Choice
          name={name}
          checked={value === null}
          onChoose={() => onChange(null)}
          label={t("apiKeys.everything")}
        />
        <Choice
          name={name}
          checked={value !== null}
          onChoose={() => onChange(value ?? ["events:write"])}
          label={t("apiKeys.onlyTicked")}
        />
      </div>
      {value !== null && (
        <div className="mt-2 pl-3">
          {names.map((scope) => (
            <Checkbox
              key={scope}
              label={t(`apiKeys.scope.${scope}`)}
              checked={value.includes(scope)}
              onCheckedChange={(checked) =>
                onChange(names.filter((other) => (other === scope ? checked : value.includes(other))))
              }
            />
          ))}
        </div>
      )}
      {error && (
        <p id={`${name}-error`} role="alert" className="mt-2 text-sm text-danger">
          {error}
        </p>
      )}
    </fieldset>
  );
}
