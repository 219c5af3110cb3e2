import { useTranslations } from "next-intl";

type Props = { shown: { from: string; subject: string; previewText: string } | undefined };

/** What an inbox shows of an email before it is opened. */
export function EmailHead({ shown }: Props) {
  const t = useTranslations("email-editor.head");
  return (
    <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1 px-4 py-3 text-sm [overflow-wrap:anywhere]">
      <dt className="text-muted">{t("from")}</dt>
      <dd>{shown?.from ?? "…"}</dd>
      <dt className="text-muted">{t("subject")}</dt>
      <dd className="font-medium">{shown?.subject ?? "…"}</dd>
      <dt className="text-muted">{t("preview")}</dt>
      <dd>
        {shown === undefined
          ? "…"
          : shown.previewText || <span className="text-muted">{t("noPreview")}</span>}
      </dd>
    </dl>
  );
}
