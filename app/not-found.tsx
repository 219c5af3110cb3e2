import type { Metadata } from "next";
import Link from "next/link";
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
      <Link href="/" className={buttonStyle("primary", "md", "w-full")}>
        {t("notFound.toOverview")}
      </Link>
    </AuthCard>
  );
}
