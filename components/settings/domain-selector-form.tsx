"use client";

import { useTranslations } from "next-intl";
import { type SyntheticEvent, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";

type Props = {
  /** Empty: the usual names are tried. */
  selector: string;
  checking: boolean;
  onCheck: (selector: string) => void;
};

/** As the server takes it, so that a slip of the keyboard does not become an error of the page; or nothing. */
const SELECTOR = /^([a-z0-9]([a-z0-9_-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9_-]{0,61}[a-z0-9])?){0,3})?$/i;

/** Under which name the provider had the key published. */
export function DomainSelectorForm({ selector, checking, onCheck }: Props) {
  const t = useTranslations("settings");
  const [typed, setTyped] = useState(selector);
  const [wrong, setWrong] = useState(false);

  function submit(event: SyntheticEvent) {
    event.preventDefault();
    const name = typed.trim().replace(/\._domainkey.*$/i, "");
    setWrong(!SELECTOR.test(name));
    if (SELECTOR.test(name) && !checking) onCheck(name);
  }

  return (
    <form onSubmit={submit} noValidate className="flex max-w-xl flex-col gap-3 sm:flex-row sm:items-end">
      <Field
        label={t("domain.selector")}
        optional
        className="flex-1"
        help={t("domain.selectorHelp")}
        error={wrong ? t("domain.selectorWrong") : undefined}
      >
        <Input
          autoComplete="off"
          spellCheck={false}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
      </Field>
      <Button type="submit" className="sm:mt-6.5 sm:self-start">
        {t("domain.useSelector")}
      </Button>
    </form>
  );
}
