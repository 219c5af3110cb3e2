import { useTranslations } from "next-intl";
import type { Sender, Settings } from "#components/shell/outputs.ts";
import { addressOf } from "./usual-sender.ts";

/** The mail server, for people who cannot change it here. */
export function MailServerFacts({ smtp, usual }: { smtp: Settings["smtp"]; usual: Sender | undefined }) {
  const t = useTranslations("settings");
  return (
    <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-6 gap-y-2 text-sm [overflow-wrap:anywhere]">
      <dt className="text-muted">{t("mailServer.server")}</dt>
      <dd>
        {smtp.host}:{smtp.port}
      </dd>
      <dt className="text-muted">{t("mailServer.factUser")}</dt>
      <dd>{smtp.user || t("mailServer.noUser")}</dd>
      <dt className="text-muted">{t("mailServer.factFrom")}</dt>
      <dd>{addressOf(usual) || smtp.from || t("mailServer.noFrom")}</dd>
    </dl>
  );
}
