import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { SignInForm } from "#components/accounts/sign-in-form.tsx";
import { AuthCard } from "#components/frame/auth-card.tsx";
import { Banner } from "#components/ui/banner.tsx";
import { nextPage } from "#server/accounts/next-page.ts";
import { ProperAddressBanner } from "../proper-address-banner.tsx";
import { visit } from "../visit.ts";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("first-run.entry");
  return { title: t("signIn") };
}

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function SignInPage({ searchParams }: Props) {
  const { person, hasOwner, properAddress } = await visit();
  const search = await searchParams;
  const next = nextPage(search.next);
  if (!hasOwner) redirect("/setup");
  if (person) redirect(next);
  const t = await getTranslations("first-run.entry");
  return (
    <AuthCard title={t("signIn")} footer={t("noAccount")}>
      <ProperAddressBanner address={properAddress} />
      {search.reset === "done" && (
        <Banner tone="success" role="status" title={t("passwordSet")} className="mb-4">
          {t("passwordSetHelp")}
        </Banner>
      )}
      <SignInForm next={next} />
    </AuthCard>
  );
}
