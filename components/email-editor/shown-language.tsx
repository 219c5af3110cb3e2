"use client";

import { useFormChoices } from "#components/config-form/form-context.tsx";
import { useMessageLanguage } from "#components/config-form/message-language.tsx";
import { variantsIn } from "#components/config-form/variants.ts";
import { languageName } from "#workflows/languages.ts";
import type { ShownPerson } from "./person-picker.tsx";

type Props = {
  /** The one of the email that is shown; null: the shop's. */
  language: string | null;
  person: ShownPerson | null;
};

/** In which language somebody gets an email that is written in several. */
export function ShownLanguage({ language, person }: Props) {
  const { stored } = useMessageLanguage();
  const { languages } = useFormChoices();
  if (stored === null || Object.keys(variantsIn(stored)).length === 0) return null;
  const shop = languages ? languageName(languages.shop) : "the shop’s language";
  const name = language === null ? shop : languageName(language);
  const reason = language === null && languages ? ", the shop’s language" : "";
  return (
    <p className="text-sm text-muted">
      {person ? `${person.label} gets it in ${name}${reason}.` : `Written in ${name}.`}
    </p>
  );
}
