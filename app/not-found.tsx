import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { AuthCard } from "#components/frame/auth-card.tsx";
import { buttonStyle } from "#components/ui/button-style.ts";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("pages");
  return { title: t("notFound.title") };
}

/** For addresses that lead nowhere; anybody may see it. */
export default async function NotFound() {
  const t = await getTranslations("pages");
  return (
    <AuthCard title={t("notFound.heading")} description={t("notFound.help")}>
      {/* Every page brings this one along; with the router's link it would bring that a second time. */}
      <a href="/" className={buttonStyle("primary", "md", "w-full")}>
        {t("notFound.toOverview")}
      </a>
    </AuthCard>
  );
}
