import { getTranslations } from "next-intl/server";
import { type ReactNode, Suspense } from "react";
import { RetentionNav } from "#components/retention/retention-nav.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";

/** The head of every page of the section. */
export default async function RetentionLayout({ children }: { children: ReactNode }) {
  const t = await getTranslations("retention");
  return (
    <>
      <PageHeader title={t("title")} description={t("description")} />
      <Suspense>
        <RetentionNav />
      </Suspense>
      {children}
    </>
  );
}
