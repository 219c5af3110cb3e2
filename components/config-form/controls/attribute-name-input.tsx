"use client";

import { useTranslations } from "next-intl";
import { useFormChoices } from "../form-context.tsx";
import { NameMenu } from "./name-menu.tsx";

type Props = {
  value: string;
  onChange(name: string): void;
  placeholder?: string;
  "aria-label"?: string;
};

/** The name of an attribute: chosen from those that profiles have, or typed freely. */
export function AttributeNameInput(props: Props) {
  const t = useTranslations("config-form.attributes");
  const { attributeNames } = useFormChoices();
  return (
    <NameMenu {...props} menuLabel={t("choose")} groups={[{ label: t("known"), names: attributeNames }]} />
  );
}
