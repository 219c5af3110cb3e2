import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { SettingsNav } from "#components/settings/settings-nav.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";

/** The head and the list of pages beside every page of the settings. */
export default async function SettingsLayout({ children }: { children: ReactNode }) {
  const t = await getTranslations("settings");
  return (
    <>
      <PageHeader title={t("title")} />
      <div className="lg:flex lg:items-start lg:gap-10">
        <SettingsNav />
        <div className="max-w-3xl min-w-0 pt-6 lg:grow lg:pt-0">{children}</div>
      </div>
    </>
  );
}
