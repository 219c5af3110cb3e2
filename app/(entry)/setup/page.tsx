import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { SetupForm } from "#components/accounts/setup-form.tsx";
import { AuthCard } from "#components/frame/auth-card.tsx";
import { PASSWORD_MIN_CHARS } from "#server/accounts/password.ts";
import { ProperAddressBanner } from "../proper-address-banner.tsx";
import { visit } from "../visit.ts";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("first-run.entry");
  return { title: t("welcome") };
}

export default async function SetupPage() {
  const { hasOwner, properAddress } = await visit();
  if (hasOwner) redirect("/sign-in");
  const t = await getTranslations("first-run.entry");
  return (
    <AuthCard title={t("welcomeTo")} description={t("welcomeHelp")}>
      <ProperAddressBanner address={properAddress} />
      <SetupForm passwordMinChars={PASSWORD_MIN_CHARS} />
    </AuthCard>
  );
}
