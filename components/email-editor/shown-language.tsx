"use client";

import { useLocale, useTranslations } from "next-intl";
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
  const t = useTranslations("email-editor.language");
  const locale = useLocale();
  const { stored } = useMessageLanguage();
  const { languages } = useFormChoices();
  if (stored === null || Object.keys(variantsIn(stored)).length === 0) return null;
  const tag = language ?? languages?.shop;
  const name = tag === undefined ? t("shop") : languageName(tag, locale);
  const gets = language === null && languages ? "getsShop" : "gets";
  return (
    <p className="text-sm text-muted">
      {person ? t(gets, { person: person.label, language: name }) : t("written", { language: name })}
    </p>
  );
}
