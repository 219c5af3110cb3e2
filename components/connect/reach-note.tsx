import { useTranslations } from "next-intl";
import { Banner } from "#components/ui/banner.tsx";

/** Says so when another program may not reach this server at the address that is shown; nothing while all is well. */
export function ReachNote({
  name,
  address,
  isGuessed,
  needsHttps = false,
}: {
  name: string;
  address: string;
  /** The server was not told its public address, so the reader's own is shown. */
  isGuessed: boolean;
  /** It sends to nothing else. */
  needsHttps?: boolean;
}) {
  const t = useTranslations("connect");
  if (isGuessed) {
    return (
      <Banner tone="warning" title={t("reach.open", { name, address })}>
        {t("reach.guessed")}
      </Banner>
    );
  }
  if (!needsHttps || address.startsWith("https:")) return null;
  return (
    <Banner tone="warning" title={t("reach.https", { name })}>
      {t("reach.httpsHelp")}
    </Banner>
  );
}
