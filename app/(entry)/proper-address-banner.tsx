import { useTranslations } from "next-intl";
import { Banner } from "#components/ui/banner.tsx";

/** For a visitor who came by another address than the public one. */
export function ProperAddressBanner({ address }: { address: string | null }) {
  const t = useTranslations("first-run.properAddress");
  if (!address) return null;
  return (
    <Banner tone="warning" title={t("title")} className="mb-4">
      {t.rich("help", {
        address,
        link: (chunks) => (
          <a href={address} className="underline">
            {chunks}
          </a>
        ),
      })}
    </Banner>
  );
}
