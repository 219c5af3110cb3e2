import { useTranslations } from "next-intl";
import { Banner } from "#components/ui/banner.tsx";

/** Says so when visitors may not reach this server at the address in the code; nothing while all is well. */
export function AddressNote({ address, isGuessed }: { address: string; isGuessed: boolean }) {
  const t = useTranslations("site");
  if (isGuessed) {
    return (
      <Banner tone="warning" title={t("address.open", { address })}>
        {t("address.guessed")}
      </Banner>
    );
  }
  if (address.startsWith("https:")) return null;
  return (
    <Banner tone="warning" title={t("address.https")}>
      {t("address.httpsHelp", { address })}
    </Banner>
  );
}
