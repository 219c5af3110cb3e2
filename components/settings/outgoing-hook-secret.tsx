"use client";

import { useTranslations } from "next-intl";
import { SecretOnce } from "./secret-once.tsx";

/** The secret of a webhook out, shown the one time that it can be seen. */
export function OutgoingHookSecret({ secret }: { secret: string }) {
  const t = useTranslations("settings");
  return (
    <div className="flex flex-col gap-3">
      <SecretOnce label={t("outgoing.signingSecret")} value={secret} />
      <p className="text-sm text-muted">{t("outgoing.give")}</p>
    </div>
  );
}
