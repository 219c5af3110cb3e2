import { useTranslations } from "next-intl";
/** Why a customer's id must not be a number that counts up. */
export function IdNote() {
  const t = useTranslations("site");
  return <p className="text-muted">{t("ids.note")}</p>;
}
