import { SearchX } from "lucide-react";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ButtonLink } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("pages");
  return { title: t("notFound.title") };
}

/** For what does not exist any more; navigation stays. */
export default async function NotFoundInside() {
  const t = await getTranslations("pages");
  return (
    <EmptyState
      icon={<SearchX />}
      title={t("notFound.heading")}
      action={<ButtonLink href="/">{t("notFound.toOverview")}</ButtonLink>}
    >
      {t("notFound.help")}
    </EmptyState>
  );
}
